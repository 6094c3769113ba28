import { addDays, daysBetween, type Interval, periodOf } from "../words/period";
import { sayMonthOfYear, sayShortMonth } from "../words/sayDates";
import { sayPeriodStart } from "../words/sayPeriod";
import type { Box } from "./box";
import { textWidth } from "./measureText";

interface Span {
  readonly start: string;
  readonly end: string;
}

/** Periods along a horizontal axis. The middle of period `i` is at `x(i)`. */
export interface TimeScale {
  readonly x: (index: number) => number;
  /** From one period's middle to the next one's, in pixels. */
  readonly step: number;
  readonly periods: readonly Span[];
}

/**
 * Places periods in a box: `points` has the first and the last on its edges, for lines and areas; `columns` has room
 * for half a column there.
 */
export function timeScale(periods: readonly Span[], box: Box, layout: "points" | "columns"): TimeScale {
  const slots = layout === "columns" || periods.length < 2 ? Math.max(1, periods.length) : periods.length - 1;
  const step = box.width / slots;
  const first = layout === "columns" || periods.length < 2 ? box.x + step / 2 : box.x;
  return { x: (index) => first + index * step, step, periods };
}

/** Where a day lies, as a fractional index; null when it is in none of the periods. */
export function indexOfDay({ periods }: TimeScale, day: string): number | null {
  const index = periods.findIndex(({ start, end }) => start <= day && day < end);
  const period = periods[index];
  if (period === undefined) return null;
  const exact = index + daysBetween(period.start, day) / daysBetween(period.start, period.end) - 0.5;
  return Math.min(periods.length - 1, Math.max(0, exact));
}

const widestColumn = 90;

/** The box, narrower where few periods would be lost in it: labels stand beside what they name. */
export function fitPeriods(box: Box, count: number, layout: "points" | "columns"): Box {
  const isWide = layout === "points" && count > 1;
  return isWide ? box : { ...box, width: Math.min(box.width, widestColumn * Math.max(1, count)) };
}

export interface TimeTick {
  readonly index: number;
  readonly label: string;
}

const monthSteps = [1, 2, 3, 6, 12, 24, 60] as const;
const longRangeDays = 100;

/** Labels of a time axis that do not touch each other: months of a long range, else first days of periods. */
export function timeTicks(scale: TimeScale, interval: Interval, size: number): TimeTick[] {
  const first = scale.periods[0];
  const last = scale.periods.at(-1);
  if (first === undefined || last === undefined) return [];
  const isLong = daysBetween(first.start, last.end) > longRangeDays;
  const months = isLong ? monthTicks(scale, interval, first.start, last.end) : [];
  for (const every of isLong ? monthSteps : []) {
    const ticks = months.filter(({ month }) => month % every === 0).map(withYear);
    if (doFit(ticks, scale, size)) return ticks;
  }
  for (let every = 1; every < scale.periods.length; every++) {
    const ticks = scale.periods.flatMap(({ start }, index) =>
      index % every === 0 ? [{ index, label: sayPeriodStart(interval, start) }] : [],
    );
    if (doFit(ticks, scale, size)) return ticks;
  }
  return [{ index: 0, label: sayPeriodStart(interval, first.start) }];
}

interface MonthTick {
  readonly index: number;
  readonly day: string;
  /** Months since the year 0, so that each second or third one is the same in every range. */
  readonly month: number;
}

function monthTicks(scale: TimeScale, interval: Interval, from: string, end: string): MonthTick[] {
  const ticks: MonthTick[] = [];
  for (let day = periodOf("month", from).start; day < end; day = periodOf("month", addDays(day, 31)).start) {
    const index =
      interval === "month" ? scale.periods.findIndex(({ start }) => start === day) : indexOfDay(scale, day);
    const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
    if (index !== null && index >= 0) ticks.push({ index, day, month });
  }
  return ticks;
}

/** The year stands at the first label and where it changes. */
function withYear({ index, day }: MonthTick, position: number, ticks: readonly MonthTick[]): TimeTick {
  const isNewYear = day.slice(0, 4) !== ticks[position - 1]?.day.slice(0, 4);
  return { index, label: isNewYear ? sayShortMonth(day) : sayMonthOfYear(day) };
}

function doFit(ticks: readonly TimeTick[], scale: TimeScale, size: number): boolean {
  return (
    ticks.length > 0 &&
    ticks.every(({ index, label }, position) => {
      const next = ticks[position + 1];
      if (next === undefined) return true;
      const room = scale.x(next.index) - scale.x(index);
      return room >= (textWidth(label, size) + textWidth(next.label, size)) / 2 + size;
    })
  );
}
