import { z } from "zod";
import { eventJsonSchema } from "../timeline/eventJson";

const momentOrNull = (description: string) => z.iso.datetime().nullable().describe(description);
const text = (description: string) => z.string().describe(description);
const count = (description: string) => z.int().min(0).describe(description);

/** The engine's last start, of all or of a day. */
const lastStart = (when: string) => ({
  started_at: momentOrNull(`event_time of the last engine_started${when}; null without one.`),
  start_id: z.guid().nullable().describe("The id of that event."),
  attributes: z
    .record(z.string(), z.json())
    .nullable()
    .describe("What is kept of the data of that event, as in its event_data."),
});

/** What is stored of the instance itself. */
export const instanceRecordSchema = z.object({
  instance_id: text(
    "The instance ID, as it was typed; it is not stored. Anyone who knows it can look at this instance and have it erased: take it out of this file before you pass the file on.",
  ),
  instance_key: z.guid().describe("Under what the instance is stored: a keyed hash of the instance ID."),
  example: z.boolean().describe("true for the documentation's example instances, which no statistic counts."),
  edition: z.string().nullable().describe("Edition of the engine."),
  first_seen: momentOrNull("event_time of the first event."),
  last_seen: momentOrNull("event_time of the last event."),
  known_since: momentOrNull("When the first of its events that are counted was known; null where none is."),
  excluded_at: momentOrNull("When the operator excluded it from statistics; null where that is not so."),
  ...lastStart(""),
  unknown_names: z
    .array(
      z.object({
        week: z.iso.date().describe("The week, by its Monday (UTC)."),
        event_type: text("The event type, as it was sent."),
        path: text("The field; empty where the event type is the unknown name."),
      }),
    )
    .describe("Names that it sent and that are not documented, by week; never what was in them."),
});

/** An event, with whose clock counts it. */
export const eventRecordSchema = eventJsonSchema.extend({
  counted_by: z
    .enum(["event_time", "received_at", "nothing"])
    .describe(
      "Which time says when it was known: its own where its sender is trusted, else that of receipt; nothing where it was too old to be believed, and is in no count.",
    ),
});

export type EventRecord = z.infer<typeof eventRecordSchema>;

/** What is counted of a day. */
export const dayRecordSchema = z.object({
  day: z.iso.date().describe("The day (UTC, by event_time)."),
  known_at: z.iso.datetime().describe("When the last of its events was known."),
  ...lastStart(" of the day"),
  events: z.record(z.string(), count("Events.")).describe("How many events, by event type."),
  clone_times: z
    .array(
      z.object({
        bucket: z.int().describe("Number of the bucket."),
        seconds: z.number().describe("The time that stands for the bucket, in seconds; at most 1% off."),
        clones: count("Clones with a time in this bucket."),
      }),
    )
    .describe("How long clones took, in buckets."),
  values: z
    .record(z.string(), z.record(z.string(), count("Events.")))
    .describe("How many events had a value, by event type and field (alert.level), then by value."),
});

export type DayRecord = z.infer<typeof dayRecordSchema>;

/** What is in the file, said at its end. */
export const endRecordSchema = z.object({
  counts: z
    .object({
      instance: count("Instance records: 1, or 0 where nothing is stored."),
      event: count("Event records."),
      day: count("Day records."),
    })
    .describe("Records in this file, by kind."),
  events_by_type: z
    .record(z.string(), count("Events."))
    .describe("Event records in this file, by event type."),
});

export type EndRecord = z.infer<typeof endRecordSchema>;

/** The records of an export by kind, in the order in which they come. */
export const recordSchemas = {
  instance: instanceRecordSchema,
  event: eventRecordSchema,
  day: dayRecordSchema,
  end: endRecordSchema,
} as const;
