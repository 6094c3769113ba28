const counts = new Intl.NumberFormat("en-GB");

/** Says a whole number with its thousands apart: `12,345`. */
export function sayCount(n: number): string {
  return counts.format(n);
}

/**
 * Says a share between 0 and 1 in per cent: `84 %`, with a decimal below ten, `under 0.1 %` for a trace. What is not all is
 * never said to be 100 %, nor what is not nothing to be 0 %.
 */
export function sayShare(share: number): string {
  const percent = share * 100;
  if (percent <= 0) return "0\u00a0%";
  if (percent >= 100) return `${Math.round(percent)}\u00a0%`;
  if (percent < 0.1) return "under 0.1\u00a0%";
  if (percent > 99.9) return "over 99.9\u00a0%";
  const hasDecimal = percent < 9.95 || percent >= 99.5;
  return `${percent.toFixed(hasDecimal ? 1 : 0)}\u00a0%`;
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
