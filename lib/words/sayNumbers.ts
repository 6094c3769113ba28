const counts = new Intl.NumberFormat("en-GB");
const decimals = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 20 });
const compact = new Intl.NumberFormat("en-GB", { notation: "compact" });

/** Says a whole number with its thousands apart: `12,345`. A mean is rounded to one. */
export function sayCount(n: number): string {
  return counts.format(Math.round(n));
}

/** Says a number with a decimal at most: `1,488`, `0.5`. */
export function sayDecimal(value: number): string {
  return decimals.format(value);
}

/** Says a number with all its decimals: `65,535`, `0.000001`. */
export function sayExact(value: number): string {
  return exact.format(value);
}

/** Says a number in little room: `12k`, `1.5m`. */
export function sayCompact(value: number): string {
  return compact.format(value);
}

/** A number of per cent, rounded by the caller, with its sign. */
export function sayPercent(percent: number | string): string {
  return `${percent}%`;
}

/**
 * Says a share between 0 and 1 in per cent: `84%`, with a decimal below ten, `under 0.1%` for a trace. What is not all is
 * never said to be 100%, nor what is not nothing to be 0%.
 */
export function sayShare(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return sayPercent(0);
  if (percent >= 100) return sayPercent(Math.round(percent));
  if (percent < 0.1) return `under ${sayPercent(0.1)}`;
  if (percent > 99.9) return `over ${sayPercent(99.9)}`;
  const hasDecimal = percent < 9.95 || percent >= 99.5;
  return sayPercent(percent.toFixed(hasDecimal ? 1 : 0));
}

/** Says how a figure changed against another: `+4%`, `−0.3%`, `unchanged`; null where there is nothing to compare with. */
export function sayChange(before: number, after: number): string | null {
  if (before <= 0) return null;
  return signed((after / before - 1) * 100, "%");
}

/** Says how a share between 0 and 1 changed: `+1.2 points`, of a hundred. */
export function sayPoints(before: number, after: number): string {
  return signed((after - before) * 100, "\u00a0points");
}

function signed(value: number, unit: string): string {
  const rounded = Number(value.toFixed(Math.abs(value) < 9.95 ? 1 : 0));
  if (rounded === 0) return "unchanged";
  return `${rounded > 0 ? "+" : "\u2212"}${decimals.format(Math.abs(rounded))}${unit}`;
}

/** Says a duration, in seconds, in the unit it is best read in: `42 ms`, `0.85 s`, `1.6 s`, `2 min 5 s`, `1.5 h`. */
export function saySeconds(seconds: number): string {
  if (seconds <= 0) return "0\u00a0s";
  if (seconds < 0.0005) return "under 1\u00a0ms";
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)}\u00a0ms`;
  if (seconds < 0.995) return `${seconds.toFixed(2)}\u00a0s`;
  if (seconds < 9.95) return `${seconds.toFixed(1)}\u00a0s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}\u00a0s`;
  if (whole < 3600) {
    const rest = whole % 60;
    return `${Math.floor(whole / 60)}\u00a0min${rest === 0 ? "" : `\u00a0${rest}\u00a0s`}`;
  }
  const hours = whole / 3600;
  return `${hours < 9.95 ? hours.toFixed(1).replace(".0", "") : counts.format(Math.round(hours))}\u00a0h`;
}

/** Says a time that an engine ran: as `saySeconds` up to two days, then in days. */
export function sayUptime(seconds: number): string {
  const days = seconds / 86_400;
  return days < 2
    ? saySeconds(seconds)
    : `${counts.format(Number(days.toFixed(days < 10 ? 1 : 0)))}\u00a0days`;
}
