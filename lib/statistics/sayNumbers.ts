const nbsp = "\u00a0";
const counts = new Intl.NumberFormat("en-GB");

/** A whole number with thousands grouped: `1,234,567`. */
export function sayCount(count: number): string {
  return counts.format(count);
}

/** A share (0 … 1) in per cent: whole from 10 % on, with one decimal below. */
export function sayShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `under 0.1${nbsp}%`;
  if (percent >= 9.95 || percent === 0) return `${Math.round(percent)}${nbsp}%`;
  return `${Number(percent.toFixed(1))}${nbsp}%`;
}

/** A duration in words, three significant digits at most: `850 ms`, `1.6 s`, `2 min 5 s`, `1.5 h`, `3.2 days`. */
export function saySeconds(seconds: number): string {
  if (seconds < 0.001) return `${precise(seconds * 1e6)}${nbsp}µs`;
  if (seconds < 0.9995) return `${precise(seconds * 1000)}${nbsp}ms`;
  if (seconds < 59.5) return `${precise(seconds)}${nbsp}s`;
  if (seconds < 3570) {
    const whole = Math.round(seconds);
    const rest = whole % 60;
    return rest === 0
      ? `${whole / 60}${nbsp}min`
      : `${Math.floor(whole / 60)}${nbsp}min${nbsp}${rest}${nbsp}s`;
  }
  if (seconds < 172_800) return `${precise(seconds / 3600)}${nbsp}h`;
  return `${precise(seconds / 86_400)}${nbsp}days`;
}

function precise(value: number): string {
  return String(value >= 100 ? Math.round(value) : Number(value.toPrecision(value >= 10 ? 3 : 2)));
}
