import { declareStatistic } from "../declare/declare";
import { eventCountClass, eventCountClasses } from "../declare/powersOfTwo";
import { created } from "../declare/sayClass";

export const clonesPerInstanceStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "clones-per-instance",
  title: "Clones created per instance",
  group: "clones",
  question: "How many clones does an active instance create?",
  unit: "instances",
  source: ["clone_created"],
  since: "3.0.0",
  method:
    "Each instance that sent anything in the period counts with the clones it created in that period, in classes that double.",
  caveat: "A request that was accepted counts, whether or not the clone then came up.",
  words: created("clone"),
  classes: eventCountClasses,
  classify: ({ events }) => eventCountClass(events.get("clone_created") ?? 0),
});
