import { sayCount, sayPercent, sayShare } from "../words/sayNumbers";
import type { Unit } from "./chart";

export interface Axis {
  readonly isLogarithmic: boolean;
  /** Where a value lies between the two ends of the axis, 0 … 1. */
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** The numbers from zero in equal steps of 1, 2 or 5 times a power of ten; the last is `maximum` or more. */
export function niceTicks(maximum: number, steps: number, smallestStep = 0): number[] {
  const rough = Math.max(maximum / steps, smallestStep, Number.MIN_VALUE);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const count = Math.max(1, Math.ceil(maximum / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

function fromZero(values: readonly number[], say: (value: number) => string): Axis {
  const end = values.at(-1) ?? 1;
  return {
    isLogarithmic: false,
    at: (value) => value / end,
    ticks: values.map((value) => ({ value, label: say(value) })),
  };
}

/** An axis of counts, from zero. */
export function countAxis(maximum: number, steps = 4): Axis {
  return fromZero(niceTicks(Math.max(1, maximum), steps, 1), sayCount);
}

/** An axis of shares, from zero; never past everything. */
export function shareAxis(maximum: number, steps = 5): Axis {
  const ticks = niceTicks(Math.max(0.01, maximum), steps).filter((share) => share <= 1);
  if ((ticks.at(-1) ?? 0) < maximum) return fromZero(niceTicks(1, steps), sayShareTick);
  return fromZero(ticks, sayShareTick);
}

function sayShareTick(share: number): string {
  return share >= 0.1 || share === 0 ? sayShare(share) : sayPercent(Number((share * 100).toFixed(1)));
}

const minute = 60;
const hour = 3600;
const day = 86_400;
const logSeconds = [
  ...[-6, -5, -4, -3, -2, -1, 0].flatMap((power) => [Number(`1e${power}`), Number(`3e${power}`)]),
  ...[10, 30, minute, 3 * minute, 10 * minute, 30 * minute, hour, 3 * hour, 10 * hour],
  ...[1, 3, 10, 30, 100, 300, 1000, 3000, 10_000].map((days) => days * day),
];

/** A round duration without needless digits: `0.3 s`, `1 min`, `3 h`. */
function saySecondsTick(seconds: number): string {
  if (seconds > 0 && seconds < 0.001) return `${Number((seconds * 1e6).toPrecision(3))}\u00a0µs`;
  if (seconds > 0 && seconds < 0.1) return `${Number((seconds * 1000).toPrecision(3))}\u00a0ms`;
  if (seconds < minute) return `${seconds}\u00a0s`;
  if (seconds < hour) return `${seconds / minute}\u00a0min`;
  if (seconds < day) return `${seconds / hour}\u00a0h`;
  return seconds === day ? "1\u00a0day" : `${sayCount(seconds / day)}\u00a0days`;
}

/** A logarithmic axis of seconds with ends at ticks around `low` … `high`: 0.1 s, 0.3 s, 1 s, … 1 min, … 1 h. */
export function logSecondsAxis(low: number, high: number): Axis {
  const below = logSeconds.findLastIndex((tick) => tick <= low);
  const first = Math.max(0, Math.min(below, logSeconds.length - 2));
  const after = logSeconds.findIndex((tick) => tick >= high);
  const last = Math.max(first + 1, after === -1 ? logSeconds.length - 1 : after);
  const values = logSeconds.slice(first, last + 1);
  const start = Math.log(values[0] ?? 1);
  const span = Math.log(values.at(-1) ?? 10) - start;
  return {
    isLogarithmic: true,
    at: (seconds) => Math.min(1, Math.max(0, (Math.log(Math.max(seconds, Number.MIN_VALUE)) - start) / span)),
    ticks: values.map((value) => ({ value, label: saySecondsTick(value) })),
  };
}

/** An axis of days from zero; parts of a day in hours. */
function daysAxis(maximum: number): Axis {
  const perDay = maximum < 3 ? 24 : 1;
  const unit = perDay === 24 ? "h" : "d";
  const hoursOrDays = niceTicks(Math.max(maximum * perDay, 1), 4);
  return fromZero(
    hoursOrDays.map((value) => value / perDay),
    (value) => `${Math.round(value * perDay)}\u00a0${unit}`,
  );
}

/**
 * The axis that some values of a unit lie on.
 * @param isWhole shares: up to everything
 */
export function axisOf(
  unit: Unit,
  values: readonly number[],
  { isLogarithmic = false, isWhole = false }: { isLogarithmic?: boolean; isWhole?: boolean } = {},
): Axis {
  const high = Math.max(0, ...values);
  if (unit === "share") return shareAxis(isWhole ? 1 : high);
  if (unit === "count") return countAxis(high);
  if (unit === "days") return daysAxis(high);
  const low = Math.min(...values.filter((value) => value > 0));
  if (isLogarithmic && Number.isFinite(low)) return logSecondsAxis(low, high);
  return fromZero(niceTicks(Math.max(high, 1e-6), 4), saySecondsTick);
}
