import { z } from "zod";
import type { RelayedEvent } from "../ingest/contracts";
import type { Sealer } from "../settings/sealer";

const WireEvent = z.object({
  instance_id: z.string(),
  event_type: z.string(),
  event_time: z.iso.datetime(),
  event_id: z.string(),
  event_data: z.record(z.string(), z.unknown()),
});

/** An event in the four-part form in which it is sent upstream. */
export type WireEvent = z.output<typeof WireEvent>;

const OutboxEntry = z.object({
  /** Of the row that the relay stored of it: no two events have the same. */
  id: z.uuid(),
  receivedAt: z.iso.datetime(),
  event: WireEvent,
  /** The organization's key that it came with. */
  orgKey: z.string().optional(),
  /** The relays that it came through; see `relayPathOf`. */
  relayPath: z.array(z.string()).optional(),
});

/** An event that waits for its turn: documented fields only, in clear. */
export type OutboxEntry = z.output<typeof OutboxEntry>;

/**
 * The event as it goes upstream if no rule is set. One without a time of its own gets the time of receipt, one without an
 * ID the one that was made for it at receipt, so that sending it again changes nothing.
 */
export function entryOf(
  { row, event }: RelayedEvent,
  orgKey: string | undefined,
  relayPath: readonly string[],
): OutboxEntry {
  return {
    id: row.id,
    receivedAt: row.received_at,
    event: {
      instance_id: event.instanceId,
      event_type: event.type.name,
      event_time: row.event_time,
      event_id: event.eventId ?? row.id,
      event_data: event.data,
    },
    ...(orgKey === undefined ? {} : { orgKey }),
    ...(relayPath.length === 0 ? {} : { relayPath: [...relayPath] }),
  };
}

/** As one line that tells nothing without the pepper: it holds clear identifiers, and may hold a key. */
export function toOutbox(entry: OutboxEntry, sealer: Sealer): string {
  return sealer.seal(JSON.stringify(entry));
}

/** What `toOutbox` made; null for anything else, and for what was sealed under another pepper. */
export function fromOutbox(text: string, sealer: Sealer): OutboxEntry | null {
  const opened = sealer.open(text);
  if (opened === null) return null;
  try {
    return OutboxEntry.parse(JSON.parse(opened));
  } catch {
    return null;
  }
}
