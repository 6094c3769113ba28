import { declareStatistic } from "../declare/declare";
import { fileSystemClasses, fileSystemOf } from "./fileSystems";

export const cloneTimeStatistic = declareStatistic({
  kind: "times",
  form: "percentiles",
  key: "clone-times",
  title: "Clone times",
  group: "clones",
  question: "How long does a clone take?",
  unit: "seconds",
  bound: 200,
  source: ["clone_reset.cloning_time", "clone_created.cloning_time"],
  since: "3.0.0",
  method:
    "Times from 1 ms to 24 h are counted in logarithmic buckets of 2%. The typical instance: the median of each instance's clones, instances weighing the same. All clones: every measured clone weighs the same. Where figures are published, an instance counts with 200 clones a week at most, nothing is said of all clones where one makes more than a tenth of them, and a percentile is read from a span of times that enough instances are in.",
  caveat:
    "Zero means not measured and is left out. Engines usually report the time with a clone's first reset, so clones that are never reset are missing.",
  outside: "instances without a measured clone in the period",
  words: { figure: () => "Median clone time" },
  classes: fileSystemClasses,
  classify: ({ attributes }) => fileSystemOf(attributes.pools.fs_type),
});
