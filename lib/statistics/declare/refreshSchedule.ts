import { Cron } from "croner";
import { remembering } from "../../caching/remembering";
import { otherClass, type StatisticClass } from "./declare";

/** How often engines refresh, often first. `custom` is a timetable that is none of the others. */
export const refreshScheduleClasses = [
  { key: "none", title: "None" },
  { key: "hourly", title: "Hourly" },
  { key: "daily", title: "Daily" },
  { key: "weekly", title: "Weekly" },
  { key: "custom", title: "Another schedule" },
] as const satisfies readonly StatisticClass[];

const day = 24 * 3_600_000;
const daysInLeapYear = 366;
/** A leap year, so that every day a timetable can name is in it; fixed, so that a class never changes by itself. */
const yearStart = Date.UTC(2024, 0, 1);

const zone = /^(?:CRON_)?TZ=\S+\s+/;
const fiveParts = /^\S+(?:\s+\S+){4}$/;

/** Far more timetables than are in use. */
const maxRemembered = 10_000;
const classOfLine = remembering(maxRemembered, classify);

/**
 * The class of a timetable of full refreshes (`0 0 * * 1`, perhaps after `TZ=…`): `hourly` runs in every hour of every
 * day, `daily` on every day, `weekly` on one and the same day of every week. What is no cron line is `other`.
 */
export function refreshSchedule(timetable: string): string {
  const line = timetable.trim().replace(zone, "");
  if (line === "") return "none";
  if (!fiveParts.test(line)) return otherClass;
  return classOfLine(line);
}

function classify(line: string): string {
  let cron: Cron;
  let run: Date | null;
  try {
    // Engines take `5/15` for "from 5 on, every 15", which croner calls sloppy.
    cron = new Cron(line, { mode: "5-part", utcOffset: 0, sloppyRanges: true });
    run = cron.nextRun(new Date(yearStart));
  } catch {
    return otherClass;
  }
  if (run === null) return "custom";
  // All days that have a run have the same runs, so one time of day stands for the whole day.
  const time = run.getTime() % day;
  const days: number[] = [];
  for (let index = 0; index < daysInLeapYear; index += 1) {
    if (cron.match(new Date(yearStart + index * day + time))) days.push(index);
  }
  if (days.length === daysInLeapYear) return runsEveryHour(cron, time) ? "hourly" : "daily";
  const isWeekly =
    days.length >= Math.floor(daysInLeapYear / 7) && days.every((one) => one % 7 === days.at(0));
  return isWeekly ? "weekly" : "custom";
}

function runsEveryHour(cron: Cron, time: number): boolean {
  const minute = time % 3_600_000;
  return Array.from({ length: 24 }, (_, hour) => yearStart + hour * 3_600_000 + minute).every((at) =>
    cron.match(new Date(at)),
  );
}
