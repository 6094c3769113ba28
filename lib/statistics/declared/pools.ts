import { sayCount } from "../../words/sayNumbers";
import { declareStatistic, otherClass } from "../declare/declare";
import { powerClasses, sayWholeRange } from "../declare/powersOfTwo";
import { several } from "../declare/sayClass";

const largestFew = 8;
const few = powerClasses({ unit: 1, from: 1, to: largestFew, say: sayWholeRange });
/** The catalogue refuses more. */
const most = 10_000;

export const poolStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "pools",
  title: "Pools",
  group: "storage",
  question: "How many pools do engines use?",
  unit: "instances",
  source: ["engine_started.pools.number"],
  since: "3.0.0",
  method: "Each instance counts with the number of pools of its last start.",
  caveat: `With two pools or more, an engine can refresh into one while the other is in use. A report of more than ${sayCount(most)} is refused.`,
  words: { median: ({ title }) => `The median instance has ${several(title, "pool")}` },
  classes: [{ key: "0", title: "0" }, ...few.classes, { key: "more", title: `${largestFew + 1} or more` }],
  classify({ attributes: { pools } }) {
    if (pools.number === 0) return "0";
    if (!(pools.number > 0 && pools.number <= most)) return otherClass;
    const found = few.classOf(pools.number);
    return found === otherClass ? "more" : found;
  },
});
