import { bucketMidpointSeconds } from "../../catalogue";
import { addMembers, noMembers } from "../count/members";
import { nearestRank } from "../count/nearestRank";
import type { Point } from "../count/point";
import { leafOf, leavesPerOctave } from "../count/timeLeaves";
import { outsideClass, type TimeStatistic } from "../declare/declare";
import { type Percentile, percentiles, type TimesReading, type View } from "../view/reading";
import type { Door } from "./door";
import { figuresOf, groupOf, type Published, withheld } from "./published";
import { createSpread, type Leaf, type Spread } from "./spread";

/** The distribution is published in at most so many steps. */
const maximumSteps = 50;

/** From how many instances on a percentile is published: so that some are on its outer side. */
export const leastInstancesOf: Readonly<Record<Percentile, number>> = {
  5: 100,
  25: 20,
  50: 0,
  75: 20,
  95: 100,
  99: 500,
};

/** A percentile is read from a span of a doubling at most. */
const longestSpan = leavesPerOctave;

/** The median from twice as much: more instances are around it than around any other. */
const mostLeavesOf = (percentile: Percentile) => (percentile === 50 ? 2 * longestSpan : longestSpan);

/** Percentiles of all clones are published where no instance makes more than so large a part of them: a tenth. */
const largestPart = 10;

/** Clone times: percentiles of each instance's median or of all clones, and how many instances of each class measured one. */
export function publishTimes(
  statistic: TimeStatistic,
  points: readonly Point[],
  { of, weighting }: Pick<View, "of" | "weighting">,
  door: Door,
): Published {
  const measured = points.filter(
    (point) => point.class !== outsideClass && (of === "all" || point.class === of),
  );
  const group = groupOf(measured, () => true);
  const n = door.figure(group);
  const about = { ...withheld, outside: door.figure(groupOf(points, (name) => name === outsideClass)) };
  if (n === null) return about;
  return {
    ...about,
    n,
    values:
      of === "all"
        ? figuresOf(statistic.classes, (key) => door.figure(groupOf(measured, (name) => name === key)))
        : n > 0
          ? { [of]: n }
          : {},
    times: n === 0 ? null : readTimes(measured, weighting, n, door),
  };
}

function readTimes(
  points: readonly Point[],
  weighting: View["weighting"],
  n: number,
  door: Door,
): TimesReading | null {
  const measured = points.reduce((sum, { events }) => sum + events, 0);
  const largest = Math.max(0, ...points.map((point) => point.largest));
  const clones = door.amount(
    groupOf(points, () => true),
    measured,
    largest,
  );
  // Who has a large part of the clones is at the percentiles in the middle of it, long before it is half of them.
  if (weighting === "clones" && !door.isOpen && (clones === null || largest * largestPart > measured))
    return null;
  const spread = door.isOpen
    ? exactSpread(points, weighting)
    : weighting === "instances"
      ? spreadOfInstances(points, door)
      : spreadOfClones(points, door);
  let before = 0;
  const found = percentiles.map((percentile) => {
    const isSupported = door.isOpen || n >= leastInstancesOf[percentile];
    const seconds = isSupported ? spread.secondsAt(percentile / 100, mostLeavesOf(percentile)) : null;
    if (seconds !== null) before = Math.max(before, seconds);
    return [percentile, seconds === null ? null : before];
  });
  if (found.every(([, seconds]) => seconds === null)) return null;
  // Each step stands for enough instances, and none for the shortest or the longest time by itself.
  const steps = Math.min(maximumSteps, Math.floor(n / door.publishMinInstances));
  let longest = 0;
  return {
    percentiles: Object.fromEntries(found),
    curve: Array.from({ length: steps }, (_, step) => (step + 0.5) / steps).flatMap((share) => {
      const seconds = spread.secondsAt(share, longestSpan);
      if (seconds === null) return [];
      longest = Math.max(longest, seconds);
      return [{ seconds: longest, share }];
    }),
    clones,
  };
}

/** Nearest ranks, for who may see everything. */
function exactSpread(points: readonly Point[], weighting: View["weighting"]): Spread {
  const counts = new Map<number, number>();
  for (const { details } of points) {
    const rows = weighting === "instances" ? details?.medians : details?.clones;
    for (const [bucket, count] of rows ?? []) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  }
  const sorted = [...counts].sort(([one], [other]) => one - other);
  return {
    secondsAt(share) {
      const bucket = nearestRank(sorted, share * 100);
      return bucket === null ? null : bucketMidpointSeconds(bucket);
    },
  };
}

/** Instances weigh the same, each with its median. */
function spreadOfInstances(points: readonly Point[], door: Door): Spread {
  const leaves = new Map<number, Leaf>();
  for (const { details } of points) {
    for (const [bucket, instances, members] of details?.medians ?? [])
      addTo(leaves, leafOf(bucketMidpointSeconds(bucket)), { instances, members, weight: instances });
  }
  return createSpread(leaves, door, {
    weigh: (together) => door.perturb(together),
    support: (_, together) => door.perturb(together),
  });
}

/** Clones weigh the same, up to what one instance may contribute. An instance has clones in several leaves. */
function spreadOfClones(points: readonly Point[], door: Door): Spread {
  const leaves = new Map<number, Leaf>();
  for (const { details } of points) {
    for (const [leaf, instances, members] of details?.leaves ?? [])
      addTo(leaves, leaf, { instances, members, weight: 0 });
    for (const [bucket, clones] of details?.clones ?? [])
      addTo(leaves, leafOf(bucketMidpointSeconds(bucket)), {
        instances: 0,
        members: noMembers,
        weight: clones,
      });
  }
  const largest = Math.max(0, ...points.map((point) => point.largest));
  return createSpread(leaves, door, {
    weigh: ({ members, weight }) => (weight === 0 ? 0 : Math.max(0, weight + door.blur(members) * largest)),
    support: (inside) => Math.max(0, ...inside.map((leaf) => door.perturb(leaf))),
  });
}

function addTo(leaves: Map<number, Leaf>, leaf: number, more: Leaf): void {
  const { instances, members, weight } = leaves.get(leaf) ?? { instances: 0, members: noMembers, weight: 0 };
  leaves.set(leaf, {
    instances: instances + more.instances,
    members: addMembers(members, more.members),
    weight: weight + more.weight,
  });
}
