import { uptimeBands } from "../../catalogue";
import { declareStatistic } from "../declare/declare";
import { medianBand } from "../declare/medianBand";
import { lowerFirst } from "../declare/sayClass";

const classes = uptimeBands.map(({ key, title }) => ({ key, title }));

export const uptimeStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "uptime",
  title: "Uptime at stop",
  group: "operation",
  question: "How long do engines run before they are stopped?",
  unit: "instances",
  source: ["engine_stopped.uptime"],
  since: "3.0.0",
  method:
    "The uptime that an engine reports when it stops, in bands. An instance that stopped several times in the period counts once, in the band of its median stop, the shorter of two.",
  caveat:
    "Engines that run on, are killed or lose power do not report it, so long uptimes are rarer here than in truth. More than ten years comes from a clock that was not set and counts as Other.",
  outside: "instances that were not stopped gracefully in the period",
  words: { median: ({ title }) => `The median engine ran ${lowerFirst(title)} before it was stopped` },
  classes,
  classify: ({ values }) => medianBand(classes, values.get("engine_stopped.uptime")),
});
