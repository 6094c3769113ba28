// Half a bucket is a factor of √1.02, so a midpoint is at most 0.995% away from any time in its bucket.
const growth = 1.02;

/** What a clone can take, in seconds: 1 ms to a day. What is outside was not measured, whatever it says. */
export const cloneTimeLimits = { shortestSeconds: 0.001, longestSeconds: 86_400 } as const;

const typesWithCloneTime: ReadonlySet<string> = new Set(["clone_created", "clone_reset"]);

/**
 * The logarithmic bucket of a clone time, -349 … 574. Equal times have equal buckets and longer times never a lower one.
 * @returns null for what is no measurement, see `cloneTimeLimits`
 */
export function cloneTimeBucket(seconds: number): number | null {
  if (!isMeasured(seconds)) return null;
  // Adding zero turns -0 (of times just below a second) into 0.
  return Math.round(Math.log(seconds) / Math.log(growth)) + 0;
}

/** The time that stands for a bucket: at most 1% away from every time in it. In seconds. */
export function bucketMidpointSeconds(bucket: number): number {
  return growth ** bucket;
}

/**
 * The clone time an event reports, in seconds.
 * @param data the event's data, as parsed or as kept
 * @returns null for events without one, for zero, by which engines say "not measured", and for what no clone can take
 */
export function cloneTimeSeconds(typeName: string, data: Readonly<Record<string, unknown>>): number | null {
  if (!typesWithCloneTime.has(typeName)) return null;
  const seconds = data.cloning_time;
  return typeof seconds === "number" && isMeasured(seconds) ? seconds : null;
}

function isMeasured(seconds: number): boolean {
  return seconds >= cloneTimeLimits.shortestSeconds && seconds <= cloneTimeLimits.longestSeconds;
}
