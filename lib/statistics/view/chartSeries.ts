import { otherClass } from "../declare/declare";
import type { PeriodReading, StatisticReading } from "./reading";

/** A colour of the palette: `series-1` … `series-8`, or the quiet one of "Other". */
export type Slot = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | "other";

/** One class over the periods of a reading; `points` and `shares` have one element for each of its periods. */
export interface ChartSeries {
  readonly key: string;
  readonly title: string;
  readonly slot: Slot;
  /** Instances (for events: events) of the period. Null where it is withheld, 0 where there are none. */
  readonly points: readonly (number | null)[];
  /** 0 … 1 of the period's n. Null where that is withheld or empty, and for windows, which have no denominator. */
  readonly shares: readonly (number | null)[];
  /** The sum of `points`. */
  readonly total: number;
}

const mostClasses = 6;
const slots = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/**
 * The series that a chart over time is drawn of, in declared order with "Other" last: the six classes with the largest
 * latest values, and all the rest as "Other". Classes of a `multi` statistic overlap and cannot be added up, so up to eight
 * of them are shown and "Other" is only what is published as such. A class without a figure is null in its period: where
 * figures are published that is too few or none, and is drawn as a gap.
 */
export function seriesOf(reading: StatisticReading): ChartSeries[] {
  const { statistic, periods, latest } = reading;
  const isMulti = statistic.kind === "multi";
  const own = reading.classes.filter(({ key }) => key !== otherClass);
  const sumOf = (key: string) => periods.reduce((sum, { values }) => sum + (values[key] ?? 0), 0);
  const ranked = own
    .map(({ key }) => ({ key, now: latest?.values[key] ?? 0, sum: sumOf(key) }))
    .sort((one, another) => another.now - one.now || another.sum - one.sum);
  const chosen = new Set(ranked.slice(0, isMulti ? slots.length : mostClasses).map(({ key }) => key));
  const rest = own.filter(({ key }) => !chosen.has(key)).map(({ key }) => key);

  const slotOf = chooseSlots(
    statistic.classes.map(({ key }) => key),
    chosen,
  );
  const series = own
    .filter(({ key }) => chosen.has(key))
    .map(({ key, title }) => withShares(reading, key, title, slotOf.get(key) ?? "other", [key]));
  const other = withShares(
    reading,
    otherClass,
    reading.classes.find(({ key }) => key === otherClass)?.title ?? "Other",
    "other",
    isMulti ? [otherClass] : [otherClass, ...rest],
  );
  return other.total > 0 ? [...series, other] : series;
}

/** The position in the declared statistic decides; only where two classes would share a colour, the later one takes the next. */
function chooseSlots(declared: readonly string[], chosen: ReadonlySet<string>): Map<string, Slot> {
  const taken = new Map<Slot, string>();
  declared.forEach((key, position) => {
    if (!chosen.has(key)) return;
    const candidates = slots.map((_, step) => slots[(position + step) % slots.length] ?? 1);
    const free = candidates.find((slot) => !taken.has(slot));
    if (free !== undefined) taken.set(free, key);
  });
  return new Map([...taken].map(([slot, key]) => [key, slot]));
}

function withShares(
  reading: StatisticReading,
  key: string,
  title: string,
  slot: Slot,
  keys: readonly string[],
): ChartSeries {
  const isWindows = reading.statistic.kind === "windows";
  const points = reading.periods.map((period) => pointOf(period, keys, reading.isPrivate && !isWindows));
  return {
    key,
    title,
    slot,
    points,
    shares: reading.periods.map(({ n }, index) => {
      const point = points[index];
      return isWindows || n === null || n === 0 || typeof point !== "number" ? null : point / n;
    }),
    total: points.reduce<number>((sum, point) => sum + (point ?? 0), 0),
  };
}

function pointOf({ n, values }: PeriodReading, keys: readonly string[], isZeroKnown: boolean) {
  if (n === null) return null;
  const published = keys.map((key) => values[key]).filter((value) => value !== undefined);
  if (published.length > 0) return published.reduce((sum, value) => sum + value, 0);
  return isZeroKnown ? 0 : null;
}
