import { declareStatistic } from "../declare/declare";
import { quarterDays } from "../declare/frame";
import { choose, lowerFirst } from "../declare/sayClass";

/** What is used now, as a multiple of what was used before: up to `below`, without it. */
const bands = [
  { key: "less", title: "Less by 5% or more", below: 0.95 },
  { key: "same", title: "About the same", below: 1.05 },
  { key: "25", title: "5–25% more", below: 1.25 },
  { key: "50", title: "25–50% more", below: 1.5 },
  { key: "100", title: "50–100% more", below: 2 },
  { key: "double", title: "Twice as much or more", below: Number.POSITIVE_INFINITY },
] as const;

export const poolGrowthStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "pool-growth",
  title: "Growth of pools",
  group: "storage",
  question: "How fast do pools fill?",
  unit: "instances",
  source: ["engine_started.pools.total_used"],
  since: "3.0.0",
  method: `The space used in all pools of an instance at its last start, beside that at its last start before the ${quarterDays / 7} weeks up to the end of the period. Less than 5% either way is about the same.`,
  caveat:
    "It is measured at two starts, which can be more than a quarter apart. Old snapshots that were deleted make it less, a second copy of the data twice as much.",
  outside:
    "instances without a start before and one in the quarter, and those that report no size, such as all with LVM",
  words: {
    median: choose(
      { same: "The pools of the median instance hold about as much as a quarter before" },
      (title) => `The pools of the median instance hold ${lowerFirst(title)}, beside a quarter before`,
    ),
  },
  classes: bands.map(({ key, title }) => ({ key, title })),
  classify({ attributes, attributesBefore }) {
    const before = attributesBefore?.pools.total_used ?? 0;
    if (!(before > 0 && attributes.pools.total_used > 0)) return null;
    return bands.find(({ below }) => attributes.pools.total_used / before < below)?.key ?? null;
  },
});
