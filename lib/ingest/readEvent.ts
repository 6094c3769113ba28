import { type Catalogue, type EventType, instanceIdSchema, unknownPaths } from "../catalogue";
import { z } from "../catalogue/zod";
import type { Parsed } from "./parseJson";
import { type Refusal, refuse } from "./refusal";

/** Clocks of senders may be ahead by this much. */
export const clockSkewSeconds = 600;

/** The parts of an event around `event_data`. */
export const envelopeSchema = z.object({
  instance_id: instanceIdSchema,
  event_type: z.string().min(1).max(128),
  event_data: z.record(z.string(), z.unknown()),
  event_time: z.iso
    .datetime({ offset: true, error: "must be a time with its zone, such as 2026-11-23T10:00:00Z" })
    .optional(),
  event_id: z.string().min(1).max(128).optional(),
});

/** A valid event as it was sent. `eventTime` is null where the server's clock stamps it (every engine). */
export interface ReadEvent {
  readonly instanceId: string;
  readonly type: EventType;
  readonly data: Record<string, unknown>;
  readonly eventTime: Date | null;
  readonly eventId: string | null;
  /** Dotted paths of what was sent and is not in the catalogue. It is left out. */
  readonly unknownPaths: readonly string[];
}

/**
 * Validates one event: the envelope, then `event_data` by the catalogue. Runs in the browser too (the try-it page).
 * @param value JSON that passed `parseJson`
 */
export function readEvent(
  value: unknown,
  options: { readonly catalogue: Catalogue; readonly now: Date; readonly retentionDays: number },
): Parsed<ReadEvent> {
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return { ok: false, refusal: refuseEnvelope(envelope.error) };
  const { instance_id, event_type, event_data, event_time, event_id } = envelope.data;

  const type = options.catalogue.find(event_type);
  if (type === undefined) return { ok: false, refusal: refuseType(event_type) };

  const data = type.data.safeParse(event_data);
  if (!data.success) return { ok: false, refusal: refuseData(type.name, data.error) };

  const eventTime = event_time === undefined ? null : new Date(event_time);
  const wrongTime = checkTime(eventTime, event_id, type.name, options);
  if (wrongTime !== null) return { ok: false, refusal: wrongTime };

  const strangers = Object.keys(value as object).filter((key) => !(key in envelopeSchema.shape));
  return {
    ok: true,
    value: {
      instanceId: instance_id,
      type,
      data: data.data,
      eventTime,
      eventId: event_id ?? null,
      unknownPaths: [...strangers, ...unknownPaths(type, event_data).map((path) => `event_data.${path}`)],
    },
  };
}

function checkTime(
  time: Date | null,
  eventId: string | undefined,
  eventType: string,
  { now, retentionDays }: { readonly now: Date; readonly retentionDays: number },
): Refusal | null {
  if (time === null) {
    if (eventId === undefined) return null;
    return refuse("invalid_request", {
      message: "event_id: a repeat can be recognized only together with event_time",
      eventType,
      field: "event_id",
    });
  }
  const ageSeconds = (now.getTime() - time.getTime()) / 1000;
  if (ageSeconds >= -clockSkewSeconds && ageSeconds <= retentionDays * 86_400) return null;
  return refuse("event_time_out_of_range", {
    message:
      ageSeconds < 0
        ? `event_time: more than ${clockSkewSeconds / 60} minutes in the future`
        : `event_time: older than the ${retentionDays} days for which raw events are kept`,
    eventType,
    field: "event_time",
  });
}

function refuseEnvelope(error: z.ZodError): Refusal {
  const { field, words } = firstIssue(error, "");
  return refuse("invalid_request", {
    message: field === "" ? `The event: ${words}` : `${field}: ${words}`,
    field,
    hint: "An event is an object with instance_id, event_type and event_data; see /events",
  });
}

function refuseType(name: string): Refusal {
  // A name without digits cannot be an instance ID, a key or an address; anything else is not repeated.
  const shown = /^[a-z]{1,24}(_[a-z]{1,24}){0,4}$/.test(name) ? name : "";
  return refuse("unknown_event_type", {
    message:
      shown === ""
        ? "event_type: not a type of the catalogue"
        : `event_type: "${shown}" is not a type of the catalogue`,
    hint: "The catalogue is at /events",
    eventType: shown,
    field: "event_type",
  });
}

function refuseData(eventType: string, error: z.ZodError): Refusal {
  const { field, words } = firstIssue(error, "event_data");
  return refuse("invalid_data", {
    message: `${field}: ${words}`,
    hint: `What ${eventType} may hold is at /events/${eventType}`,
    eventType,
    field,
  });
}

function firstIssue(error: z.ZodError, prefix: string): { field: string; words: string } {
  const issue = error.issues[0];
  let field = prefix;
  for (const part of issue?.path ?? []) {
    if (typeof part === "number") field += "[]";
    else field += field === "" ? String(part) : `.${String(part)}`;
  }
  return { field, words: issue?.message ?? "not as declared" };
}
