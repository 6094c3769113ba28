import { declareStatistic, otherClass } from "../declare/declare";
import { refreshSchedule } from "../declare/refreshSchedule";

export const refreshOutcomeStatistic = declareStatistic({
  kind: "events",
  form: "columns",
  key: "refresh-outcomes",
  title: "Outcomes of refreshes",
  group: "operation",
  question: "How many of all refreshes fail or are skipped?",
  unit: "events",
  bound: 200,
  source: ["snapshot_created", "alert.level"],
  since: "3.0.0",
  method:
    "Refreshes of the instances that have a timetable for them. Each ends in one event: a snapshot, or an alert that says failed or skipped. Where figures are published, an instance counts with 200 of each a week at most, and an outcome of which one instance would still make more than half is withheld.",
  caveat:
    "A snapshot does not say why it was made: those made from a clone, or between two refreshes of a physical copy, count as refreshes that went well, so the true parts of failed and skipped ones are higher. A first retrieval that failed counts as failed.",
  words: { sum: { verb: "began", noun: "refresh", plural: "refreshes" } },
  classes: [
    { key: "done", title: "Snapshot made" },
    { key: "failed", title: "Failed", tone: "bad" },
    { key: "skipped", title: "Skipped" },
  ],
  countEvents({ attributes, events, values }) {
    const levels = values.get("alert.level");
    const outcomes = [
      ["done", events.get("snapshot_created") ?? 0],
      ["failed", levels?.get("refresh_failed") ?? 0],
      ["skipped", levels?.get("refresh_skipped") ?? 0],
    ] as const;
    const isScheduled = !["none", otherClass].includes(refreshSchedule(attributes.restore.refreshing));
    return new Map(isScheduled ? outcomes.filter(([, count]) => count > 0) : []);
  },
});
