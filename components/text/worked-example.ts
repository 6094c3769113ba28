import { bucketMidpointSeconds, cloneTimeBucket } from "@/lib/catalogue";
import { foldSmallGroups } from "@/lib/statistics/publish/foldSmallGroups";

/** Made-up instances by engine version, and what the small-group rule makes of them. */
export function workSmallGroups() {
  const publishMinInstances = 5;
  const counts = { "4.1": 70, "4.0": 31, "3.5": 15, "3.4": 6, "3.2": 2, "3.1": 1 };
  const classes = Object.entries(counts).map(([name, instances]) => ({ name, instances }));
  const folded = foldSmallGroups(classes, publishMinInstances);
  const total = classes.reduce((sum, { instances }) => sum + instances, 0);
  const smallTotal = folded.small.reduce((sum, { instances }) => sum + instances, 0);
  return { publishMinInstances, total, smallTotal, ...folded };
}

/** A measured clone time and the bucket it is counted in. Times in seconds. */
export interface BucketedTime {
  readonly measuredSeconds: number;
  /** Null for zero, which has no bucket. */
  readonly bucket: number | null;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly standsForSeconds: number;
  /** How far the bucket's time is from the measured one, in per cent of it; signed. */
  readonly errorPercent: number;
}

/** Looks up the bucket of a clone time, with its borders. */
export function bucketTime(measuredSeconds: number): BucketedTime {
  const bucket = cloneTimeBucket(measuredSeconds);
  if (bucket === null) {
    return { measuredSeconds, bucket, fromSeconds: 0, toSeconds: 0, standsForSeconds: 0, errorPercent: 0 };
  }
  const standsForSeconds = bucketMidpointSeconds(bucket);
  return {
    measuredSeconds,
    bucket,
    fromSeconds: bucketMidpointSeconds(bucket - 0.5),
    toSeconds: bucketMidpointSeconds(bucket + 0.5),
    standsForSeconds,
    errorPercent: (standsForSeconds / measuredSeconds - 1) * 100,
  };
}

/** Made-up clone times of three instances, in seconds, and the two medians one can take of them. */
export function workMedians() {
  const instances = [
    { name: "A", cloneTimesSeconds: [1, 1, 1, 1, 1, 1, 2] },
    { name: "B", cloneTimesSeconds: [9, 10, 11] },
    { name: "C", cloneTimesSeconds: [12] },
  ];
  return {
    instances: instances.map((instance) => ({
      ...instance,
      medianSeconds: median(instance.cloneTimesSeconds),
    })),
    typicalInstanceSeconds: median(instances.map(({ cloneTimesSeconds }) => median(cloneTimesSeconds))),
    allClonesSeconds: median(instances.flatMap(({ cloneTimesSeconds }) => cloneTimesSeconds)),
  };
}

/** The middle value of an odd number of values. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) / 2] ?? Number.NaN;
}
