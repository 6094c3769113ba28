import { engineJson, wireFormOf } from "../../lib/catalogue";
import type { FleetEvent } from "./fleetEvent";
import type { PostRequest } from "./post";

/**
 * Less than the 1,000 events and 1 MiB that a call takes: the service gives a call up that is not on disk in 1.5 s, and a
 * machine may be busy with other things.
 */
const limits = { events: 400, bytes: 500_000 } as const;

/** Events gathered into one request of `/api/v1/events`. */
export interface Batch {
  readonly request: PostRequest;
  readonly events: number;
  /** Of its last event. */
  readonly until: number;
}

/** Packs events into requests, as NDJSON in the order given, each with its time and ID. */
export function* batchesOf(events: Iterable<FleetEvent>): Generator<Batch> {
  let lines: string[] = [];
  let bytes = 0;
  let until = 0;
  for (const event of events) {
    const line = `${engineJson({
      instance_id: event.instanceId,
      event_time: new Date(event.at).toISOString(),
      event_id: event.eventId,
      event_type: event.type,
      event_data: event.data,
    })}\n`;
    const length = Buffer.byteLength(line);
    if (lines.length === limits.events || bytes + length > limits.bytes) {
      yield batch(lines, until);
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += length;
    until = event.at;
  }
  if (lines.length > 0) yield batch(lines, until);
}

function batch(lines: readonly string[], until: number): Batch {
  const headers = { "Content-Type": "application/x-ndjson" };
  return {
    request: { path: "/api/v1/events", headers, body: lines.join("") },
    events: lines.length,
    until,
  };
}

/** The request with which an engine of that version sends an event as it happens. */
export function engineRequest({ instanceId, type, data, line }: FleetEvent): PostRequest {
  return {
    path: "/api/rpc/telemetry_event",
    headers: {
      "User-Agent": "Go-http-client/1.1",
      [wireFormOf(line).instanceIdHeader]: instanceId,
      "Accept-Encoding": "gzip",
    },
    body: engineJson({ instance_id: instanceId, event_type: type, event_data: data }),
  };
}
