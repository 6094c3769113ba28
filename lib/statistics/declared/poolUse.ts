import { declareStatistic, otherClass } from "../declare/declare";

const bands = Array.from({ length: 10 }, (_, band) => ({
  key: String(band * 10 + 10),
  title: `${band * 10}–${band * 10 + 10}%`,
}));

export const poolUseStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "pool-use",
  title: "Pool use",
  group: "storage",
  question: "How full are the pools of engines?",
  unit: "instances",
  source: ["engine_started.pools.total_used", "engine_started.pools.total_size"],
  since: "3.0.0",
  method:
    "Used space divided by size, all pools of an instance together, at its last start. Exactly 20% is in the band 20–30%, and a full pool in the last one.",
  caveat:
    "It is measured when the engine starts, so what it retrieves afterwards is not in it. More used than there is counts as Other.",
  outside: "instances that report no size, such as all with LVM",
  words: { median: ({ title }) => `The pools of the median instance are ${title} full` },
  classes: bands,
  classify({ attributes: { pools } }) {
    if (!(pools.total_size > 0)) return null;
    if (!(pools.total_used >= 0 && pools.total_used <= pools.total_size)) return otherClass;
    const band = Math.floor((pools.total_used * 10) / pools.total_size);
    return bands[Math.min(band, bands.length - 1)]?.key ?? otherClass;
  },
});
