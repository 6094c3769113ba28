import { classIn } from "../declare/classIn";
import { declareStatistic, otherClass } from "../declare/declare";

const newestMajor = 18;
const oldestMajor = 10;

const classes = [
  ...Array.from({ length: newestMajor - oldestMajor + 1 }, (_, index) => String(newestMajor - index)),
  // Before 10, the major version had two parts.
  "9.6",
].map((key) => ({ key, title: key }));

export const postgresVersionStatistic = declareStatistic({
  kind: "share",
  form: "area",
  isNewestFirst: true,
  key: "postgres-versions",
  title: "Postgres versions",
  group: "storage",
  question: "Which major versions of Postgres are cloned?",
  unit: "instances",
  source: ["engine_started.db_version"],
  since: "3.0.0",
  method:
    "Each instance counts with the major version it reported at its last start: 13.4 is 13. Versions before 9.6 count as Other.",
  caveat:
    "It is the version of the data directory. An engine that retrieved data of another version since its start is counted with the earlier one.",
  outside: "instances that had no data yet when they started",
  words: { of: ({ title }) => `Postgres ${title} is cloned on` },
  classes,
  classify: ({ attributes }) => majorOf(attributes.db_version),
});

function majorOf(version: string): string | null {
  if (version === "" || version === "unknown") return null;
  const [, major, minor] = /^(\d{1,2})(?:\.(\d{1,2}))?(?:\.\d{1,2})?$/.exec(version) ?? [];
  if (major === undefined) return otherClass;
  return classIn(classes, Number(major) < oldestMajor ? `${major}.${minor}` : major);
}
