import { classIn } from "../declare/classIn";
import { declareStatistic } from "../declare/declare";
import { choose, lowerFirst } from "../declare/sayClass";

const classes = [
  { key: "logical", title: "Logical" },
  { key: "physical", title: "Physical" },
  { key: "unknown", title: "Not configured" },
] as const;

export const restoreModeStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "restore-modes",
  title: "Restore modes",
  group: "storage",
  question: "How do engines get their data: by dump and restore, or by a copy of the data directory?",
  unit: "instances",
  source: ["engine_started.restore.mode"],
  since: "3.0.0",
  method:
    "Each instance counts with the mode of its last start. Logical is dump and restore, physical a copy of the data directory.",
  caveat: "An engine without retrieval jobs reports the mode as unknown; it counts as not configured.",
  words: {
    of: choose(
      { unknown: "Retrieval is not configured on" },
      (title) => `Retrieval is ${lowerFirst(title)} on`,
    ),
  },
  classes,
  classify: ({ attributes }) => classIn(classes, attributes.restore.mode),
});
