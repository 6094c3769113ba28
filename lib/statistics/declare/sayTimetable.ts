import { Cron } from "croner";
import { dayMs, timeOfDay } from "../../words/period";
import { listOf } from "../../words/sayPlurals";
import { refreshSchedule } from "./refreshSchedule";

const weekdays = [
  "Sundays",
  "Mondays",
  "Tuesdays",
  "Wednesdays",
  "Thursdays",
  "Fridays",
  "Saturdays",
] as const;
const zone = /^(?:CRON_)?TZ=(\S+)\s+/;
const hourMs = 3_600_000;
/** Any moment at which a year, a day and an hour begin. */
const yearStart = Date.UTC(2024, 0, 1);
/** More times than these are not listed. */
const maximumListed = 4;

/**
 * Says a timetable of full refreshes in words: "Weekly, on Mondays at 00:00", "Every hour at minute 5", "None". Times are
 * those of the time zone that the timetable names, which is said; without one, they are the engine's own.
 */
export function sayTimetable(timetable: string): string {
  const line = timetable.trim().replace(zone, "");
  const [, zoneName] = zone.exec(timetable.trim()) ?? [];
  const inZone = zoneName === undefined ? "" : ` (${zoneName})`;
  switch (refreshSchedule(timetable)) {
    case "none":
      return "None";
    case "hourly":
      return `${sayMinutes(line)}${inZone}`;
    case "daily":
      return `Daily${sayTimes(line, " at ")}${inZone}`;
    case "weekly":
      return `Weekly, on ${weekdays[runsFrom(line, 1)[0]?.getUTCDay() ?? 0]}${sayTimes(line, " at ")}${inZone}`;
    case "custom":
      return `Another schedule: ${line}${inZone}`;
    default:
      return "Not a cron line, so the engine ignores it";
  }
}

function sayMinutes(line: string): string {
  const minutes = runsFrom(line, 61)
    .filter((run) => run.getTime() < yearStart + hourMs)
    .map((run) => run.getUTCMinutes());
  const [first = 0] = minutes;
  const step = 60 / minutes.length;
  if (minutes.length === 60) return "Every minute";
  if (minutes.length === 1) return `Every hour at minute ${first}`;
  if (minutes.every((minute, index) => minute === index * step)) return `Every ${step} minutes`;
  return minutes.length > maximumListed
    ? `Every hour, ${minutes.length} times`
    : `Every hour at minutes ${listOf(minutes.map(String))}`;
}

/** The times of a day that has any. */
function sayTimes(line: string, before: string): string {
  const runs = runsFrom(line, maximumListed + 1);
  const day = Math.floor((runs[0]?.getTime() ?? 0) / dayMs);
  const times = runs.filter((run) => Math.floor(run.getTime() / dayMs) === day).map(timeOfDay);
  return times.length > maximumListed ? ", several times" : `${before}${listOf(times)}`;
}

function runsFrom(line: string, count: number): Date[] {
  const cron = new Cron(line, { mode: "5-part", utcOffset: 0, sloppyRanges: true });
  return cron.nextRuns(count, new Date(yearStart - 1000));
}
