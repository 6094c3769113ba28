import { sayByteRange, sayBytes } from "../../words/sayBytes";
import { declareStatistic } from "../declare/declare";
import { powerClasses } from "../declare/powersOfTwo";

const gibibyte = 2 ** 30;
/** GiB; more is no size that anybody has. */
const most = 4 * 2 ** 20;
const sizes = powerClasses({
  unit: gibibyte,
  from: 1,
  to: most,
  say: (above, upTo) => sayByteRange(above === null ? null : above * gibibyte, upTo * gibibyte),
});

export const poolSizeStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "pool-size",
  title: "Pool size",
  group: "storage",
  question: "How large are the pools of engines?",
  unit: "instances",
  source: ["engine_started.pools.total_size"],
  since: "3.0.0",
  method:
    "Each instance counts with the size of all its pools together at its last start, in classes that double: 8–16\u00a0GiB is more than 8 and up to 16\u00a0GiB.",
  caveat: `Pools hold several versions of the data and may be compressed, so this is not the size of the database. More than ${sayBytes(most * gibibyte)} is taken for a mistake and counted as Other.`,
  outside: "instances that report no size, such as all with LVM",
  words: { median: ({ title }) => `The pools of the median instance have ${title}` },
  classes: sizes.classes,
  classify: ({ attributes }) => sizes.classOf(attributes.pools.total_size),
});
