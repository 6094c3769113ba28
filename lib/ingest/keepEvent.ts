import { randomFillSync } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import {
  type CountedBy,
  isExampleInstanceId,
  isHistory,
  type KeptData,
  keep,
  maxUnknownPaths,
} from "../catalogue";
import type { Pseudonyms } from "../settings/pseudonyms";
import { countablePath } from "./countablePath";
import type { ReadEvent } from "./readEvent";

/** An event as it goes to the database; the names are the columns of the write statement. */
export interface EventRow {
  readonly instance_key: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly event_time: string;
  readonly id: string;
  readonly event_type: string;
  readonly received_at: string;
  readonly data: KeptData;
  /** Names that were sent with it and are not in the catalogue; null where there are none. Never what they held. */
  readonly left_out: readonly string[] | null;
  readonly counted_by: CountedBy;
  readonly example: boolean;
  /** The plan of the organization whose key it came with; null without one, which leaves the instance's edition as it is. */
  readonly edition: string | null;
  /** True where the sender's event_id made the id, so that the row may be a repeat. */
  readonly keyed: boolean;
}

const randomPool = new Uint8Array(4096);
let randomUsed = randomPool.length;

/** Sixteen random bytes from a pool: asking the system for each event's would cost more than the rest of its id. */
function pooledRandom(): Uint8Array {
  if (randomUsed === randomPool.length) {
    randomFillSync(randomPool);
    randomUsed = 0;
  }
  randomUsed += 16;
  return randomPool.slice(randomUsed - 16, randomUsed);
}

/**
 * Turns a valid event into what is kept of it: identifiers hashed, unknown texts folded, unknown fields left out.
 * @param isTrusted false where a stranger sent it to an installation that publishes: days are counted by our clock then
 */
export function keepEvent(event: ReadEvent, pseudonyms: Pseudonyms, now: Date, isTrusted = true): EventRow {
  const instanceKey = pseudonyms.instanceKey(event.instanceId);
  const receivedAt = now.toISOString();
  const eventTime = event.eventTime === null ? receivedAt : event.eventTime.toISOString();
  return {
    instance_key: instanceKey,
    event_time: eventTime,
    id:
      event.eventId === null ? uuidv7({ rng: pooledRandom }) : pseudonyms.eventId(instanceKey, event.eventId),
    event_type: event.type.name,
    received_at: receivedAt,
    data: keep(event.type, event.data, (value) => pseudonyms.identifier(instanceKey, value)),
    left_out: leftOut(event.unknownPaths),
    counted_by: isTrusted ? "event_time" : countedByOurClock(event.eventTime ?? now, now),
    edition: null,
    example: isExampleInstanceId(event.instanceId),
    keyed: event.eventId !== null,
  };
}

function countedByOurClock(eventTime: Date, receivedAt: Date): CountedBy {
  return isHistory(eventTime, receivedAt) ? "nothing" : "received_at";
}

function leftOut(unknownPaths: readonly string[]): string[] | null {
  if (unknownPaths.length === 0) return null;
  return [...new Set(unknownPaths.map(countablePath))].slice(0, maxUnknownPaths);
}
