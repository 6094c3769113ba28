import { addDays, type Interval } from "../../words/period";

function formatter(options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  return (day: string) => format.format(new Date(`${day}T00:00:00Z`)).replaceAll(" ", "\u00a0");
}

const dayOnly = formatter({ day: "numeric" });
const dayAndMonth = formatter({ day: "numeric", month: "short" });
const wholeDay = formatter({ day: "numeric", month: "short", year: "numeric" });
const monthOnly = formatter({ month: "short" });
const monthAndYear = formatter({ month: "short", year: "numeric" });
const longMonth = formatter({ month: "long", year: "numeric" });

export { dayAndMonth as sayDayOfYear, monthAndYear as sayMonth, monthOnly as sayMonthOnly };

/** First to last day, both included: `16–22 Nov 2026`, `30 Nov – 6 Dec 2026`, `25 Nov 2026`. */
export function sayDays(from: string, to: string): string {
  if (from === to) return wholeDay(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dayOnly(from)}–${wholeDay(to)}`;
  const start = from.slice(0, 4) === to.slice(0, 4) ? dayAndMonth(from) : wholeDay(from);
  return `${start} –\u00a0${wholeDay(to)}`;
}

/** A period: `25 Nov 2026`, `16–22 Nov 2026`, `November 2026`. */
export function sayPeriod({ start, end }: { start: string; end: string }, interval: Interval): string {
  return interval === "month" ? longMonth(start) : sayDays(start, addDays(end, -1));
}

/** A period's first day on an axis: `16 Nov`, and of a month `Nov 2026`. */
export function sayPeriodStart(start: string, interval: Interval): string {
  return interval === "month" ? monthAndYear(start) : dayAndMonth(start);
}

/** An ISO time: `25 Nov 2026, 12:00 UTC`. What is no time comes back unchanged. */
export function sayMoment(time: string): string {
  const moment = new Date(time);
  if (Number.isNaN(moment.getTime())) return time;
  const iso = moment.toISOString();
  return `${wholeDay(iso.slice(0, 10))}, ${iso.slice(11, 16)}\u00a0UTC`;
}
