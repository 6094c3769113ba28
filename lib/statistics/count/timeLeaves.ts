/**
 * The spans of time that a distribution is published in: from 1 ms on, four of them double the time. They are declared and
 * not chosen by the data, for a bound that moves with the data tells where somebody is.
 */
export const leafCount = 128;

const shortestSeconds = 0.001;
/** So many of them double the time. */
export const leavesPerOctave = 4;

/** The leaf of a time: 0 … 127. */
export function leafOf(seconds: number): number {
  const leaf = Math.floor(Math.log2(seconds / shortestSeconds) * leavesPerOctave);
  return Math.max(0, Math.min(leafCount - 1, leaf));
}

/** Where a leaf begins, in seconds; of 128, where the last one ends. */
export function leafStartSeconds(leaf: number): number {
  return shortestSeconds * 2 ** (leaf / leavesPerOctave);
}
