import type { SeededRandom, Weighted } from "./seededRandom";
import { dayMs, hourMs, isWeekend, minuteMs, weekdayOf } from "./time";

export type TimetableKind =
  | "none"
  | "hourly"
  | "daily"
  | "weekly"
  | "monthly"
  | "working days"
  | "six-hourly";

/** A timetable of full refreshes. */
export interface Timetable {
  readonly kind: TimetableKind;
  /** As it stands in the configuration; empty for none. */
  readonly line: string;
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
  readonly monthDay: number;
}

export const logicalTimetables: Weighted<TimetableKind> = [
  ["none", 14],
  ["daily", 43],
  ["weekly", 22],
  ["working days", 7],
  ["monthly", 5],
  ["hourly", 5],
  ["six-hourly", 4],
];

/** A physical copy follows its source by itself; full refreshes are the exception. */
export const physicalTimetables: Weighted<TimetableKind> = [
  ["none", 80],
  ["weekly", 12],
  ["daily", 5],
  ["monthly", 3],
];

const zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"];

/** Draws the details of a timetable and writes it down as people do. */
export function makeTimetable(random: SeededRandom, kind: TimetableKind): Timetable {
  const hour = random.weighted([
    [0, 30],
    [random.whole(1, 5), 50],
    [random.whole(6, 23), 20],
  ]);
  const minute = random.weighted([
    [0, 65],
    [30, 15],
    [random.whole(1, 59), 20],
  ]);
  const weekday = random.weighted([
    [0, 35],
    [1, 25],
    [6, 25],
    [random.whole(2, 5), 15],
  ]);
  const monthDay = random.pick([1, 1, 15, 28]);
  const zone = random.chance(0.07) ? `CRON_TZ=${random.pick(zones)} ` : "";
  const named = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"][weekday] ?? "SUN";
  const lines: Record<TimetableKind, string> = {
    none: "",
    hourly: `${minute} * * * *`,
    daily: `${minute} ${hour} * * *`,
    weekly: `${minute} ${hour} * * ${random.chance(0.2) ? named : weekday}`,
    monthly: `${minute} ${hour} ${monthDay} * *`,
    "working days": `${minute} ${hour} * * 1-5`,
    "six-hourly": `${minute} */6 * * *`,
  };
  return { kind, line: kind === "none" ? "" : zone + lines[kind], hour, minute, weekday, monthDay };
}

/** Of an hourly timetable only these are played: a handful of such engines would make half of all events. */
const playedHours = [2, 8, 14, 20];

/** When a timetable runs on a day; moments in milliseconds since 1970. Time zones are not played. */
export function runsOn({ kind, hour, minute, weekday, monthDay }: Timetable, day: number): number[] {
  const at = (hours: number) => day + hours * hourMs + minute * minuteMs;
  if (kind === "hourly") return playedHours.map(at);
  if (kind === "six-hourly") return [0, 6, 12, 18].map(at);
  const isDue =
    kind === "daily" ||
    (kind === "weekly" && weekdayOf(day) === weekday) ||
    (kind === "working days" && !isWeekend(day)) ||
    (kind === "monthly" && new Date(day).getUTCDate() === monthDay);
  return isDue ? [at(hour)] : [];
}

/** Every so many days at a fixed hour, counted from 1970. */
export function isNthDay(day: number, everyDays: number): boolean {
  return Math.round(day / dayMs) % everyDays === 0;
}
