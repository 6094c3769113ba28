import { addMembers } from "./members";
import type { Point, TimeDetails } from "./point";

/** The points of several groups of instances that share nobody, as if they had been counted as one, in the same order. */
export function mergePoints(parts: readonly (readonly Point[])[]): Point[] {
  const merged = new Map<string, Point>();
  for (const point of parts.flat()) {
    const key = `${point.statistic}\t${point.edition}\t${point.class}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? point : add(known, point));
  }
  return [...merged].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, point]) => point);
}

function add(one: Point, other: Point): Point {
  return {
    ...one,
    instances: one.instances + other.instances,
    members: addMembers(one.members, other.members),
    events: one.events + other.events,
    largest: Math.max(one.largest, other.largest),
    details:
      one.details === null || other.details === null
        ? (one.details ?? other.details)
        : addDetails(one.details, other.details),
  };
}

function addDetails(one: TimeDetails, other: TimeDetails): TimeDetails {
  return {
    medians: addTallies(one.medians, other.medians),
    clones: addClones(one.clones, other.clones),
    leaves: addTallies(one.leaves, other.leaves),
  };
}

function addTallies(one: TimeDetails["medians"], other: TimeDetails["medians"]): TimeDetails["medians"] {
  const places = new Map(one.map(([place, instances, members]) => [place, { instances, members }]));
  for (const [place, instances, members] of other) {
    const known = places.get(place) ?? { instances: 0, members: 0n };
    places.set(place, {
      instances: known.instances + instances,
      members: addMembers(known.members, members),
    });
  }
  return [...places]
    .sort(([a], [b]) => a - b)
    .map(([place, { instances, members }]): [number, number, bigint] => [place, instances, members]);
}

function addClones(one: TimeDetails["clones"], other: TimeDetails["clones"]): TimeDetails["clones"] {
  const buckets = new Map(one);
  for (const [bucket, clones] of other) buckets.set(bucket, (buckets.get(bucket) ?? 0) + clones);
  return [...buckets].sort(([a], [b]) => a - b);
}
