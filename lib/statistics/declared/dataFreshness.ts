import { dataAgeBands } from "../../catalogue";
import { declareStatistic } from "../declare/declare";
import { medianBand } from "../declare/medianBand";
import { lowerFirst } from "../declare/sayClass";

const classes = dataAgeBands.map(({ key, title }) => ({ key, title }));

export const dataFreshnessStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "data-freshness",
  title: "Data freshness",
  group: "clones",
  question: "How old is the data in clones?",
  unit: "instances",
  source: ["clone_created.dsa_diff"],
  since: "3.0.0",
  method:
    "The age of a clone's data when the clone is created, in bands. An instance counts once, in the band of its median clone of the period, the fresher of two.",
  caveat:
    "Engines leave the age out, or say that it is unknown, where they do not know when the data was taken; an age below zero comes from a clock that is wrong. None of these is counted.",
  outside: "instances that created no clone of a known age in the period",
  words: {
    median: ({ title }) => `Clones of the median instance are created with data of ${lowerFirst(title)}`,
  },
  classes,
  classify: ({ values }) => medianBand(classes, values.get("clone_created.dsa_diff")),
});
