import { declareStatistic, otherClass } from "../declare/declare";

/** By the name that engines send. */
const jobs = new Map([
  ["logicalDump", { key: "logical-dump", title: "Logical dump" }],
  ["logicalRestore", { key: "logical-restore", title: "Logical restore" }],
  ["logicalSnapshot", { key: "logical-snapshot", title: "Logical snapshot" }],
  ["physicalRestore", { key: "physical-restore", title: "Physical restore" }],
  ["physicalSnapshot", { key: "physical-snapshot", title: "Physical snapshot" }],
]);

export const retrievalJobStatistic = declareStatistic({
  kind: "multi",
  form: "bars",
  key: "retrieval-jobs",
  title: "Retrieval jobs",
  group: "storage",
  question: "Which parts of retrieval do engines use?",
  unit: "instances",
  source: ["engine_started.restore.jobs"],
  since: "3.0.0",
  method:
    "Each job is a question of its own: whether the instance's last start listed it. An instance counts once in each of its jobs.",
  caveat: "Shares do not add up to 100%, since most instances use several jobs.",
  outside: "instances without retrieval jobs",
  words: { of: ({ title }) => `${title} is a job of`, among: "with retrieval jobs" },
  classes: [...jobs.values()],
  classify: ({ attributes: { restore } }) =>
    restore.jobs === null || restore.jobs.length === 0
      ? null
      : [...new Set(restore.jobs.map((job) => jobs.get(job)?.key ?? otherClass))],
});
