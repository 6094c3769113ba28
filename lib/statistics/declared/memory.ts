import { sayByteRange, sayBytes } from "../../words/sayBytes";
import { declareStatistic } from "../declare/declare";
import { powerClasses } from "../declare/powersOfTwo";

const gibibyte = 2 ** 30;
/** GiB; more is no size that anybody has. */
const most = 16_384;
const sizes = powerClasses({
  unit: gibibyte,
  from: 1,
  to: most,
  say: (above, upTo) => sayByteRange(above === null ? null : above * gibibyte, upTo * gibibyte),
});

export const memoryStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "memory",
  title: "Memory",
  group: "machine",
  question: "How much memory do machines with engines have?",
  unit: "instances",
  source: ["engine_started.system.total_memory"],
  since: "3.4.0",
  method:
    "Each instance counts with what it reported at its last start, in classes that double: 8–16\u00a0GiB is more than 8 and up to 16\u00a0GiB.",
  caveat: `A machine sold with 32\u00a0GiB reports a little less, so it is in the class 16–32\u00a0GiB. More than ${sayBytes(most * gibibyte)} is taken for a mistake and counted as Other.`,
  outside: "engines before 3.4, which do not report it",
  words: { median: ({ title }) => `The median machine has ${title} of memory` },
  classes: sizes.classes,
  classify: ({ attributes }) => (attributes.system ? sizes.classOf(attributes.system.total_memory) : null),
});
