import { daysBetween } from "../../words/period";
import { cross } from "../declare/cross";
import { type CrossedBy, declareStatistic } from "../declare/declare";
import { followedSentence } from "../declare/followed";
import { type Frame, habitDays } from "../declare/frame";
import { lowerFirst } from "../declare/sayClass";
import { refreshScheduleStatistic } from "./refreshSchedules";

/** Hours from a snapshot to the next: up to but without `below`. */
const bands = [
  { key: "hours", title: "Several a day", below: 18 },
  { key: "day", title: "One a day", below: 36 },
  { key: "days", title: "One in 2–5 days", below: 5.5 * 24 },
  { key: "week", title: "One a week", below: 10 * 24 },
  { key: "longer", title: "Fewer than one a week", below: Number.POSITIVE_INFINITY },
  { key: "none", title: "No snapshot", below: Number.POSITIVE_INFINITY },
] as const;

const leastDays = habitDays / 2;

/** The mean gap between the snapshots of four weeks; null where the instance is younger than two. */
function gapOf({ end, firstDay, snapshots }: Frame): string | null {
  const days = Math.min(habitDays, daysBetween(firstDay, end));
  if (days < leastDays) return null;
  if (snapshots === 0) return "none";
  return bands.find(({ below }) => (days * 24) / snapshots < below)?.key ?? null;
}

const gaps: CrossedBy = {
  title: "Snapshots",
  classes: bands.map(({ key, title }) => ({ key, title })),
  classify: gapOf,
};

export const snapshotGapStatistic = declareStatistic({
  kind: "share",
  isOfFollowed: true,
  form: "bars",
  key: "snapshot-gaps",
  title: "Snapshots beside the schedule",
  group: "storage",
  question: "Do snapshots come as often as refreshes are scheduled?",
  unit: "instances",
  source: ["snapshot_created", "engine_started.restore.refreshing"],
  since: "3.0.0",
  method: `The mean gap between the snapshots of the ${habitDays / 7} weeks up to the end of the period, for each schedule of refreshes. One a day is a gap of 18 to 36 hours, one a week one of 5½ to 10 days. ${followedSentence}`,
  caveat:
    "Snapshots that are made from a clone, or between two refreshes of a physical copy, make gaps shorter than the schedule. The schedule is that of the last start.",
  outside: `instances that were first seen in the last ${leastDays / 7} weeks`,
  ...cross(gaps, refreshScheduleStatistic, (gap, schedule) => `${schedule.title}: ${lowerFirst(gap.title)}`),
});
