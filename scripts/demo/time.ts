import type { SeededRandom } from "./seededRandom";

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Midnight (UTC) of the day of a moment; milliseconds since 1970. */
export function dayOf(at: number): number {
  return Math.floor(at / dayMs) * dayMs;
}

/** The day of the week (UTC), 0 is Sunday. */
export function weekdayOf(at: number): number {
  return new Date(at).getUTCDay();
}

export function isWeekend(at: number): boolean {
  return weekdayOf(at) % 6 === 0;
}

/** How much of an ordinary working day's work is done on a day: little at weekends, less around New Year. */
export function workShare(day: number): number {
  const date = new Date(day);
  const isHoliday =
    (date.getUTCMonth() === 11 && date.getUTCDate() >= 24) ||
    (date.getUTCMonth() === 0 && date.getUTCDate() === 1);
  return (isWeekend(day) ? 0.12 : 1) * (isHoliday ? 0.35 : 1);
}

/** Clones asked for in each hour of a local day: work begins at 8, pauses at noon, ends late. */
const hourWeights = [1, 1, 1, 1, 1, 2, 4, 10, 30, 48, 52, 50, 34, 42, 52, 50, 44, 32, 18, 10, 7, 5, 3, 2].map(
  (weight, hour) => [hour, weight] as const,
);

/**
 * A moment of the UTC day at which people work, or any moment where work never rests.
 * @param utcOffsetHours of the people, whole hours
 */
export function workMoment(
  random: SeededRandom,
  day: number,
  { utcOffsetHours, roundTheClock }: { readonly utcOffsetHours: number; readonly roundTheClock: boolean },
): number {
  if (roundTheClock) return day + Math.floor(random.next() * dayMs);
  const hour = (random.weighted(hourWeights) - utcOffsetHours + 24) % 24;
  return day + hour * hourMs + Math.floor(random.next() * hourMs);
}
