import { declareStatistic } from "../declare/declare";
import { choose, lowerFirst } from "../declare/sayClass";

/** Resets for each clone that was created: up to but without `below`. */
const bands = [
  { key: "none", title: "No reset", below: Number.MIN_VALUE },
  { key: "few", title: "Fewer resets than clones", below: 1 },
  { key: "some", title: "1–3 resets a clone", below: 4 },
  { key: "many", title: "4 or more resets a clone", below: Number.POSITIVE_INFINITY },
] as const;

export const cloneReuseStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "clone-reuse",
  title: "Clones used again",
  group: "clones",
  question: "How often are clones reset instead of recreated?",
  unit: "instances",
  source: ["clone_created", "clone_reset"],
  since: "3.0.0",
  method:
    "The resets of an instance in the period, for each clone that it created in the period. One that only reset clones is in the last class.",
  caveat: "A reset can be of a clone that was created before the period.",
  outside: "instances that neither created nor reset a clone in the period",
  words: {
    median: choose(
      {
        none: "The median instance resets no clone",
        few: "The median instance resets clones, and creates more",
      },
      (title) => `The median instance makes ${lowerFirst(title)}`,
    ),
  },
  classes: bands.map(({ key, title }) => ({ key, title })),
  classify({ events }) {
    const [created, resets] = [events.get("clone_created") ?? 0, events.get("clone_reset") ?? 0];
    if (created + resets === 0) return null;
    return bands.find(({ below }) => resets / created < below)?.key ?? "many";
  },
});
