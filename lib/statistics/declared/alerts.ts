import { declareStatistic } from "../declare/declare";
import { choose, lowerFirst } from "../declare/sayClass";

export const alertStatistic = declareStatistic({
  kind: "share",
  form: "bars",
  key: "alerts",
  title: "Failed and skipped refreshes",
  group: "operation",
  question: "How many instances had a refresh that failed or was skipped?",
  unit: "instances",
  source: ["alert.level"],
  since: "3.0.0",
  method:
    "An instance with at least one failed refresh in the period counts as failed, one with skipped refreshes only as skipped, all others as neither. The first retrieval counts as a refresh.",
  caveat: "A refresh is skipped where the one before still runs, or where every pool is in use.",
  words: {
    about: "failed",
    of: choose(
      {
        failed: "A refresh failed on",
        skipped: "A refresh was skipped, and none failed, on",
        none: "No refresh failed or was skipped on",
      },
      lowerFirst,
    ),
  },
  classes: [
    { key: "failed", title: "A refresh failed", tone: "bad" },
    { key: "skipped", title: "Skipped only" },
    { key: "none", title: "Neither", tone: "quiet" },
  ],
  classify({ values }) {
    const levels = values.get("alert.level");
    if ((levels?.get("refresh_failed") ?? 0) > 0) return "failed";
    return (levels?.get("refresh_skipped") ?? 0) > 0 ? "skipped" : "none";
  },
});
