import type { Interval } from "./period";

const days = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const months = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** A day (`2026-11-23`) in words: `23 November 2026`. */
export function sayDay(day: string): string {
  return days.format(new Date(`${day}T00:00:00Z`));
}

/** When a period is, as a part of a sentence: `on 23 November 2026`, `in the week of 23 November 2026`, `in November 2026`. */
export function sayPeriod(interval: Interval, start: string): string {
  if (interval === "day") return `on ${sayDay(start)}`;
  if (interval === "week") return `in the week of ${sayDay(start)}`;
  return `in ${months.format(new Date(`${start}T00:00:00Z`))}`;
}
