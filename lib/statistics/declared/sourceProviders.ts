import { declareStatistic, otherClass } from "../declare/declare";
import { choose } from "../declare/sayClass";

/** By the name that engines send. */
const providers = new Map([
  ["rds", "Amazon RDS"],
  ["aurora", "Amazon Aurora"],
  ["cloudsql", "Google Cloud SQL"],
  ["supabase", "Supabase"],
  ["azure", "Azure Database"],
  ["heroku", "Heroku Postgres"],
  ["timescale", "Timescale"],
  ["generic", "Not recognized"],
]);

export const sourceProviderStatistic = declareStatistic({
  kind: "multi",
  form: "bars",
  key: "source-providers",
  title: "Source providers",
  group: "storage",
  question: "From which Postgres services do people clone?",
  unit: "instances",
  source: ["config_probed.provider"],
  since: "4.2.0",
  method:
    "Among the instances that probed a source database in the period, those that recognized the service at least once. An instance counts once in each service it met.",
  caveat:
    "Databases are probed while somebody sets retrieval up, so this is about new set-ups. Not recognized is everything else, such as Postgres on one's own machine. Shares can add up to more than 100%.",
  outside: "instances that probed no source database in the period",
  words: {
    of: choose({ generic: "No known provider was recognized by" }, (title) => `${title} was recognized by`),
    among: "that probed a source",
  },
  classes: [...providers].map(([key, title]) => ({ key, title })),
  classify({ values }) {
    const probed = [...(values.get("config_probed.provider") ?? [])].filter(([, events]) => events > 0);
    if (probed.length === 0) return null;
    return [...new Set(probed.map(([name]) => (providers.has(name) ? name : otherClass)))];
  },
});
