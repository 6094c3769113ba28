import { z } from "zod";
import type { TimelineEvent } from "../types";

/** A place in the order in which events are received: by time, then by id. */
export interface Position {
  /** ISO 8601, UTC, milliseconds, so that texts compare as times do. */
  readonly receivedAt: string;
  readonly id: string;
}

const highestId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

const positionSchema = z
  .string()
  .max(80)
  .transform((text) => text.split("_"))
  .pipe(z.union([z.tuple([z.iso.datetime()]), z.tuple([z.iso.datetime(), z.guid()])]))
  .transform(([time, id]) => ({
    receivedAt: new Date(time).toISOString(),
    id: id?.toLowerCase() ?? highestId,
  }));

/** Reads `<time>_<event id>`, or a time, which stands behind all events of its millisecond; null for anything else. */
export function parsePosition(text: string): Position | null {
  return positionSchema.safeParse(text).data ?? null;
}

/** The position of an event as a text: what a browser sends as `Last-Event-ID` when it comes back. */
export function formatPosition({ receivedAt, id }: Position): string {
  return `${receivedAt}_${id}`;
}

/** Where an event stands. */
export function positionOf({ receivedAt, id }: TimelineEvent): Position {
  return { receivedAt, id };
}

/** So many milliseconds earlier; behind all events of that millisecond. */
export function earlier({ receivedAt }: Position, byMs: number): Position {
  return { receivedAt: new Date(Date.parse(receivedAt) - byMs).toISOString(), id: highestId };
}

/** True when `one` comes after `other`. */
export function isAfter(one: Position, other: Position): boolean {
  return one.receivedAt === other.receivedAt ? one.id > other.id : one.receivedAt > other.receivedAt;
}
