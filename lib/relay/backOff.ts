const firstMs = 1_000;
const longestMs = 300_000;
/** Whoever asks for more is tried after a day all the same. */
const longestAskedSeconds = 86_400;

/**
 * How long to wait after so many attempts in a row that came to nothing: twice as long each time, up to five minutes, and
 * by chance up to half less, so that relays that lost the same service do not come back together.
 * @param random from 0 to 1
 * @param afterSeconds what the service asked for; it is never tried earlier
 */
export function backOffMs(failures: number, random: number, afterSeconds: number | null): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.max(fullMs * (1 - random / 2), Math.min(afterSeconds ?? 0, longestAskedSeconds) * 1_000);
}
