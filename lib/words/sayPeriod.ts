import { addDays, type Interval, type Period } from "./period";
import { sayDay, sayDayOfYear, sayMonth, sayShortDays, sayShortMonth } from "./sayDates";

/** A period by its first day: `23 November 2026`, `the week of 23 November 2026`, `November 2026`. */
export function namePeriod(interval: Interval, start: string): string {
  if (interval === "month") return sayMonth(start);
  return interval === "week" ? `the week of ${sayDay(start)}` : sayDay(start);
}

/** When a period is, as a part of a sentence: `on 23 November 2026`, `in the week of 23 November 2026`, `in November 2026`. */
export function sayPeriod(interval: Interval, start: string): string {
  return `${interval === "day" ? "on" : "in"} ${namePeriod(interval, start)}`;
}

/** A period by its days: `25 Nov 2026`, `16–22 Nov 2026`, `November 2026`. */
export function sayShortPeriod(interval: Interval, { start, end }: Pick<Period, "start" | "end">): string {
  return interval === "month"
    ? sayMonth(start).replace(" ", "\u00a0")
    : sayShortDays(start, addDays(end, -1));
}

/** A period's first day on an axis: `16 Nov`, and of a month `Nov 2026`. */
export function sayPeriodStart(interval: Interval, start: string): string {
  return interval === "month" ? sayShortMonth(start) : sayDayOfYear(start);
}
