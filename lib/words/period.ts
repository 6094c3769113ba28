/** How long a period is. Days are UTC days, weeks ISO weeks (Monday first), the others by the calendar. */
export const intervals = ["day", "week", "month", "quarter", "year"] as const;

export type Interval = (typeof intervals)[number];

/** A period of whole UTC days, from `start` up to and without `end` (`YYYY-MM-DD`). */
export interface Period {
  readonly interval: Interval;
  readonly start: string;
  readonly end: string;
}

export const dayMs = 86_400_000;

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** The UTC day of a moment or of an ISO time in UTC, `YYYY-MM-DD`. */
export function dayOf(moment: Date | string): string {
  return isoOf(moment).slice(0, 10);
}

/** The UTC time of day of a moment or of an ISO time in UTC, `15:04`. */
export function timeOfDay(moment: Date | string): string {
  return isoOf(moment).slice(11, 16);
}

function isoOf(moment: Date | string): string {
  return typeof moment === "string" ? moment : moment.toISOString();
}

/** The moment at which a day begins. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The day so many days later; a negative number gives an earlier one. */
export function addDays(day: string, days: number): string {
  return dayOf(new Date(startOfDay(day).getTime() + days * dayMs));
}

/** So many days up to and with this one, oldest first. */
export function daysUpTo(day: string, days: number): string[] {
  return Array.from({ length: days }, (_, index) => addDays(day, index - days + 1));
}

/** Whole days from `start` up to `end`. */
export function daysBetween(start: string, end: string): number {
  return Math.round((startOfDay(end).getTime() - startOfDay(start).getTime()) / dayMs);
}

/** The period that a day lies in. */
export function periodOf(interval: Interval, day: string): Period {
  const start = startOf(interval, day);
  return { interval, start, end: nextStart(interval, start) };
}

/** Every period that has a day in `from` … `to` (both included), oldest first. */
export function periodsBetween(interval: Interval, from: string, to: string): Period[] {
  const periods: Period[] = [];
  for (let period = periodOf(interval, from); period.start <= to; ) {
    periods.push(period);
    period = { interval, start: period.end, end: nextStart(interval, period.end) };
  }
  return periods;
}

function startOf(interval: Interval, day: string): string {
  if (interval === "day") return day;
  if (interval === "week") return addDays(day, -((startOfDay(day).getUTCDay() + 6) % 7));
  const month = Number(day.slice(5, 7)) - 1;
  const months = monthsOf[interval];
  return `${day.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, "0")}-01`;
}

function nextStart(interval: Interval, start: string): string {
  if (interval === "day") return addDays(start, 1);
  if (interval === "week") return addDays(start, 7);
  return startOf("month", addDays(start, monthsOf[interval] * 31));
}
