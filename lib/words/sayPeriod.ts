import { addDays, type Interval, type Period } from "./period";
import { sayDay, sayDayOfYear, sayMonth, sayQuarter, sayShortDays, sayShortMonth, sayYear } from "./sayDates";

const names: Readonly<Record<Interval, (start: string) => string>> = {
  day: sayDay,
  week: (start) => `the week of ${sayDay(start)}`,
  month: sayMonth,
  quarter: sayQuarter,
  year: sayYear,
};

/** A period by its first day: `23 November 2026`, `the week of 23 November 2026`, `November 2026`, `Q4 2026`, `2026`. */
export function namePeriod(interval: Interval, start: string): string {
  return names[interval](start);
}

/** When a period is, as a part of a sentence: `on 23 November 2026`, `in the week of 23 November 2026`, `in November 2026`. */
export function sayPeriod(interval: Interval, start: string): string {
  return `${interval === "day" ? "on" : "in"} ${namePeriod(interval, start)}`;
}

/** A period by its days: `25 Nov 2026`, `16–22 Nov 2026`, `November 2026`, `Q4 2026`. */
export function sayShortPeriod(interval: Interval, { start, end }: Pick<Period, "start" | "end">): string {
  return interval === "day" || interval === "week"
    ? sayShortDays(start, addDays(end, -1))
    : namePeriod(interval, start).replace(" ", "\u00a0");
}

/** A period's first day on an axis: `16 Nov`, of a month `Nov 2026`, else its name. */
export function sayPeriodStart(interval: Interval, start: string): string {
  if (interval === "day" || interval === "week") return sayDayOfYear(start);
  return interval === "month" ? sayShortMonth(start) : namePeriod(interval, start);
}
