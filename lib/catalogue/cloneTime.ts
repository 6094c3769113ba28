// Half a bucket is a factor of √1.02, so a midpoint is at most 0.995% away from any time in its bucket.
const growth = 1.02;

/** Clone times outside these seconds have no bucket. An engine measures in nanoseconds and cannot count past 292 years. */
const shortestSeconds = 1e-9;
const longestSeconds = 1e10;

const typesWithCloneTime: ReadonlySet<string> = new Set(["clone_created", "clone_reset"]);

/**
 * The logarithmic bucket of a clone time, -1046 … 1163. Equal times have equal buckets and longer times never a lower one.
 * @returns null for zero ("not measured") and for what is not a time at all
 */
export function cloneTimeBucket(seconds: number): number | null {
  if (!(seconds >= shortestSeconds && seconds <= longestSeconds)) return null;
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
 * @returns null for events without one, and for zero, by which engines say "not measured"
 */
export function cloneTimeSeconds(typeName: string, data: Readonly<Record<string, unknown>>): number | null {
  if (!typesWithCloneTime.has(typeName)) return null;
  const seconds = data.cloning_time;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
