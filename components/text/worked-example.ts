import { bucketMidpointSeconds, cloneTimeBucket } from "@/lib/catalogue";
import { addMembers, createMemberKeys, noMembers } from "@/lib/statistics/count/members";
import { createDoor } from "@/lib/statistics/publish/door";

/** A made-up class, and what is published of it. */
export interface WorkedClass {
  readonly name: string;
  readonly instances: number;
  readonly perturbed: number;
  /** Null where it is not published. */
  readonly published: number | null;
}

/** Made-up instances by engine version, as they go through the door: with a key of the example's own. */
export function workPublication() {
  const publishMinInstances = 10;
  const key = Buffer.from("the example of the methodology");
  const door = createDoor(key, publishMinInstances);
  const memberKey = createMemberKeys(key);
  const counts = { "4.1": 70, "4.0": 31, "3.5": 15, "3.4": 6, "3.2": 2, "3.1": 0 };
  let all = { instances: 0, members: noMembers };
  const classes = Object.entries(counts).map(([name, instances]): WorkedClass => {
    let members = noMembers;
    for (let one = 0; one < instances; one += 1) members = addMembers(members, memberKey(`${name} ${one}`));
    all = { instances: all.instances + instances, members: addMembers(all.members, members) };
    const group = { instances, members };
    return { name, instances, perturbed: door.perturb(group), published: door.figure(group) };
  });
  const n = door.perturb(all);
  const shown = classes.reduce((sum, { published }) => sum + (published ?? 0), 0);
  return { publishMinInstances, classes, all: all.instances, n, shown, other: n - shown };
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
