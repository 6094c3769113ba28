import type { TimelineEvent } from "../timeline/types";

/** A place in the order in which events are received: by time, then by id. */
export interface Position {
  /** ISO 8601, UTC, milliseconds, so that texts compare as times do. */
  readonly receivedAt: string;
  readonly id: string;
}

const highestId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Longer than ingest tries to write an event after its receipt: others can be committed and given before it. */
const overlapMs = 5_000;

/** Behind all events that were received until then. @param time ISO 8601 */
export function behind(time: string): Position {
  return { receivedAt: new Date(time).toISOString(), id: highestId };
}

/** Where an event stands. */
export function positionOf({ receivedAt, id }: TimelineEvent): Position {
  return { receivedAt, id };
}

/** What was received until here is committed by then, or never. @param receivedAt ISO 8601 */
export function settledBy(receivedAt: string): Position {
  return behind(new Date(Date.parse(receivedAt) - overlapMs).toISOString());
}

/** True when `one` comes after `other`. */
export function isAfter(one: Position, other: Position): boolean {
  return one.receivedAt === other.receivedAt ? one.id > other.id : one.receivedAt > other.receivedAt;
}

/** The later one of two. */
export function later(one: Position, other: Position): Position {
  return isAfter(one, other) ? one : other;
}
