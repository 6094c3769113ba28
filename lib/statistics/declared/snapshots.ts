import { declareStatistic } from "../declare/declare";
import { eventCountClass, eventCountClasses } from "../declare/powersOfTwo";
import { created } from "../declare/sayClass";

export const snapshotStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "snapshots",
  title: "Snapshots created per instance",
  group: "clones",
  question: "How many snapshots does an active instance create?",
  unit: "instances",
  source: ["snapshot_created"],
  since: "3.0.0",
  method:
    "Each instance that sent anything in the period counts with the snapshots it created in that period, in classes that double.",
  caveat: "Snapshots the engine makes after it retrieved data and those made from a clone count alike.",
  words: created("snapshot"),
  classes: eventCountClasses,
  classify: ({ events }) => eventCountClass(events.get("snapshot_created") ?? 0),
});
