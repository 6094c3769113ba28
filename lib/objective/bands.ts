/**
 * Upper bounds of the times to an answer that are told apart, milliseconds. They are stored: one that goes away makes what
 * was counted by it longer than it was.
 */
export const boundsMs = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500] as const;

/** What each band lies over; the last has no end. */
export const bandsOverMs: readonly number[] = [0, ...boundsMs];

/** In which band a time lies. A bound belongs to the band below it. */
export function bandOf(ms: number): number {
  let band = 0;
  while (band < boundsMs.length && ms > (boundsMs[band] as number)) band += 1;
  return band;
}

/** The end of the band over so many milliseconds; null for the last, and for what no band of this version begins with. */
export function endOf(overMs: number): number | null {
  return boundsMs.find((bound) => bound > overMs) ?? null;
}
