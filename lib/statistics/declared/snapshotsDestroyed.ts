import { declareStatistic } from "../declare/declare";
import { isAtLeast } from "../declare/engineMinor";
import { eventCountClass, eventCountClasses } from "../declare/powersOfTwo";
import { several } from "../declare/sayClass";

const since = "4.2.0";

export const snapshotsDestroyedStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "snapshots-destroyed",
  title: "Snapshots destroyed per instance",
  group: "clones",
  question: "How many snapshots are deleted, beside those created?",
  unit: "instances",
  source: ["snapshot_destroyed"],
  since,
  method:
    "Each instance that sent anything in the period, and whose last start was with 4.2 or newer, counts with the snapshots that were deleted in that period, in classes that double.",
  caveat:
    "Engines delete old snapshots by themselves. How long a snapshot was kept cannot be told, since the event of its creation does not name it.",
  outside: "engines before 4.2, which do not report it",
  words: {
    median: ({ title }, interval) =>
      `The median instance deleted ${several(title, "snapshot")} in a ${interval}`,
  },
  classes: eventCountClasses,
  classify({ attributes, events }) {
    if (!isAtLeast(attributes.engine_version, since)) return null;
    return eventCountClass(events.get("snapshot_destroyed") ?? 0);
  },
});
