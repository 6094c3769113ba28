import { daysBetween } from "../../words/period";
import { sayPercent } from "../../words/sayNumbers";
import type { PeriodReading } from "../view/reading";

/** A figure that can be followed over periods. */
export interface Followed {
  /** Null where it is not published. */
  readonly read: (period: PeriodReading) => number | null;
  readonly say: (value: number) => string;
}

/** A smaller change than this part of a figure is none. */
const least = 0.02;

/**
 * How a figure changed since the first period that has it: `, down from 1.7 s a year before`. Where both are the same in
 * words and not in truth, the change itself is said.
 * @param sayWhen a period as a part of a sentence
 * @returns empty where there is no earlier figure, or all is the same
 */
export function sayChange(
  periods: readonly PeriodReading[],
  latest: PeriodReading,
  { read, say }: Followed,
  sayWhen: (period: PeriodReading) => string,
): string {
  const now = read(latest);
  const first = periods.find((period) => period.start < latest.start && read(period) !== null);
  const before = first === undefined ? null : read(first);
  if (first === undefined || before === null || now === null) return "";
  const when = isYearBefore(first, latest) ? "a year before" : sayWhen(first);
  const direction = now > before ? "up" : "down";
  if (say(before) !== say(now)) return `, ${direction} from ${say(before)} ${when}`;
  const part = before === 0 ? 0 : Math.abs(now / before - 1);
  return part < least ? `, as ${when}` : `, ${direction} ${sayPercent(Math.round(part * 100))} from ${when}`;
}

/** Whole weeks do not make a year. */
function isYearBefore(first: PeriodReading, latest: PeriodReading): boolean {
  return Math.abs(daysBetween(first.start, latest.start) - 365) <= 10;
}
