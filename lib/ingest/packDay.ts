import type { SentRow } from "../database/recordset";
import type { RolledDay } from "./rollUp";

/** The columns of `instance_day` as they are written. */
export const dayColumns = [
  "instance_key",
  "day",
  "known_at",
  "started_at",
  "start_id",
  "attributes",
  "events",
  "clone_times",
  "counted_values",
] as const;

/** A day as it is written; what there is nothing of is null. */
export function packDay(
  instance_key: string,
  day: string,
  { known_at, start, events, cloneTimes, values }: RolledDay,
) {
  return {
    instance_key,
    day,
    known_at,
    started_at: start?.started_at ?? null,
    start_id: start?.start_id ?? null,
    attributes: start?.attributes ?? null,
    events: Object.fromEntries(events),
    clone_times: packCloneTimes(cloneTimes),
    counted_values: values.size === 0 ? null : Object.fromEntries(values),
  } satisfies SentRow<"instance_day", (typeof dayColumns)[number]>;
}

const bucketBits = 32n;

/** Of each bucket one number, the lowest first, as PostgreSQL's text of an array. */
function packCloneTimes(cloneTimes: ReadonlyMap<number, number>): string | null {
  if (cloneTimes.size === 0) return null;
  const pairs = [...cloneTimes]
    .sort(([one], [other]) => one - other)
    .map(([bucket, clones]) => (BigInt(bucket) << bucketBits) | BigInt(clones));
  return `{${pairs.join(",")}}`;
}
