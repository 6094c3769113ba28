import { noiseTable } from "./noise";

/**
 * How far a published share is from the true one, on average, in points of per cent: over all noises of the class and of n,
 * which are independent.
 * @param share the true one, 0 … 1, of `n` instances
 */
export function expectedError(n: number, share: number): number {
  const whole = noiseTable.reduce((sum, [, weight]) => sum + weight, 0) ** 2;
  let error = 0;
  for (const [ofClass, one] of noiseTable) {
    for (const [ofAll, other] of noiseTable) {
      const published = Math.min(1, Math.max(0, (n * share + ofClass) / Math.max(1, n + ofAll)));
      error += (Math.abs(published - share) * one * other) / whole;
    }
  }
  return error * 100;
}
