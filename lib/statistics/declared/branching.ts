import { declareStatistic } from "../declare/declare";
import { isAtLeast } from "../declare/engineMinor";
import { choose, lowerFirst } from "../declare/sayClass";

const since = "4.0.0";
const branchEvents = ["branch_created", "branch_updated", "branch_destroyed"] as const;

export const branchingStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "branching",
  title: "Branching",
  group: "clones",
  question: "How many instances use branches?",
  unit: "instances",
  source: branchEvents,
  since,
  method:
    "An instance used branches if one was created, updated or destroyed in the period. Among the instances active in the period whose last start was with 4.0 or newer.",
  caveat:
    "Branches that the engine removes by itself count too. Clones made of a branch do not say so, so an instance may use branches without being counted.",
  outside: "engines before 4.0, which have no branches",
  words: {
    about: "used",
    of: choose({ used: "Branches were used on", unused: "Branches were not used on" }, lowerFirst),
    among: "whose engine has branches",
  },
  classes: [
    { key: "used", title: "Used branches" },
    { key: "unused", title: "No use of branches", tone: "quiet" },
  ],
  classify({ attributes, events }) {
    if (!isAtLeast(attributes.engine_version, since)) return null;
    return branchEvents.some((name) => (events.get(name) ?? 0) > 0) ? "used" : "unused";
  },
});
