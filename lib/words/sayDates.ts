import { dayOf, startOfDay, timeOfDay } from "./period";

function formatter(options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  return (day: string) => {
    const date = startOfDay(dayOf(day));
    return Number.isNaN(date.getTime()) ? day : format.format(date);
  };
}

/** Short forms stand in charts and narrow cells, where a line must not break inside them. */
function shortFormatter(options: Intl.DateTimeFormatOptions) {
  const format = formatter(options);
  return (day: string) => format(day).replaceAll(" ", "\u00a0");
}

/**
 * The UTC day of a day (`2026-11-23`) or an ISO time in words: `23 November 2026`. What is neither comes back unchanged, as
 * from all that follow.
 */
export const sayDay = formatter({ day: "numeric", month: "long", year: "numeric" });

/** The month of a day or a month (`2026-11`): `November 2026`. */
export const sayMonth = formatter({ month: "long", year: "numeric" });

/** The year of a day: `2026`. */
export const sayYear = formatter({ year: "numeric" });

/** The quarter of a day: `Q4 2026`. */
export function sayQuarter(day: string): string {
  return `Q${Math.ceil(Number(day.slice(5, 7)) / 3)} ${sayYear(day)}`;
}

/** `23 Nov`. */
export const sayDayOfYear = shortFormatter({ day: "numeric", month: "short" });

/** `Nov 2026`. */
export const sayShortMonth = shortFormatter({ month: "short", year: "numeric" });

/** `Nov`. */
export const sayMonthOfYear = shortFormatter({ month: "short" });

const shortDay = shortFormatter({ day: "numeric", month: "short", year: "numeric" });
const dayOfMonth = shortFormatter({ day: "numeric" });

/** First to last day, both included: `16 November 2026 to 22 November 2026`, `25 November 2026`. */
export function sayDays(from: string, to: string): string {
  return from === to ? sayDay(from) : `${sayDay(from)} to ${sayDay(to)}`;
}

/** First to last day, both included: `16–22 Nov 2026`, `30 Nov – 6 Dec 2026`, `25 Nov 2026`. */
export function sayShortDays(from: string, to: string): string {
  if (from === to) return shortDay(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dayOfMonth(from)}–${shortDay(to)}`;
  const start = from.slice(0, 4) === to.slice(0, 4) ? sayDayOfYear(from) : shortDay(from);
  return `${start} –\u00a0${shortDay(to)}`;
}

/** An ISO time: `23 November 2026, 15:04 UTC`. What is no time comes back unchanged. */
export function sayTime(time: string): string {
  return inUtc(time, (iso) => `${sayDay(iso)}, ${timeOfDay(iso)} UTC`);
}

/** An ISO time: `25 Nov 2026, 12:00 UTC`. What is no time comes back unchanged. */
export function sayShortTime(time: string): string {
  return inUtc(time, (iso) => `${shortDay(iso)}, ${timeOfDay(iso)}\u00a0UTC`);
}

function inUtc(time: string, say: (iso: string) => string): string {
  const moment = new Date(time);
  return Number.isNaN(moment.getTime()) ? time : say(moment.toISOString());
}
