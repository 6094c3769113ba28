import { declareStatistic } from "../declare/declare";
import { isAtLeast } from "../declare/engineMinor";

const since = "4.0.0";
const things = ["clone", "snapshot", "branch"] as const;

export const protectionStatistic = declareStatistic({
  kind: "multi",
  form: "bars",
  key: "protection",
  title: "Protection from deletion",
  group: "clones",
  question: "What do people protect from deletion?",
  unit: "instances",
  source: things.map((thing) => `${thing}_updated.protected`),
  since,
  method:
    "Among the instances active in the period whose last start was with 4.0 or newer, those that protected a clone, a snapshot or a branch in it. An instance counts once in each.",
  caveat:
    "Clones can be protected since 4.0, snapshots and branches since 4.2. What was protected before the period and still is does not count.",
  outside: "engines before 4.0, which have no protection",
  words: {
    of: ({ title }) => `${title} were protected on`,
    among: "whose engine has protection",
  },
  classes: [
    { key: "clone", title: "Clones" },
    { key: "snapshot", title: "Snapshots" },
    { key: "branch", title: "Branches" },
  ],
  classify({ attributes, values }) {
    if (!isAtLeast(attributes.engine_version, since)) return null;
    return things.filter((thing) => (values.get(`${thing}_updated.protected`)?.get("true") ?? 0) > 0);
  },
});
