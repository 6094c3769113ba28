import { z } from "zod";
import { about } from "../../http/json";
import type { TimelineEvent } from "./types";

/** An event in the API's form: the names on the wire, and what is kept of it. */
export const eventJsonSchema = z.object({
  id: z.uuid().describe("Identifier of the event, made when it was received."),
  event_time: z.iso
    .datetime()
    .describe("When it happened (UTC). Without a time from its sender, when it was received."),
  received_at: z.iso.datetime().describe("When it was received (UTC)."),
  event_type: z.string().describe("Its type, as in the catalogue of events."),
  event_data: z
    .record(z.string(), z.json())
    .describe("What is kept of its data, with the engine's names in the engine's order."),
  left_out: z
    .array(z.string())
    .describe("Dotted names that were sent with it and are not kept. Never what they held."),
});

export type EventJson = z.infer<typeof eventJsonSchema>;

/** An event in the API's form; `eventJsonSchema` describes it. */
export function toEventJson({ id, eventTime, receivedAt, type, data, leftOut }: TimelineEvent): EventJson {
  return {
    id,
    event_time: eventTime,
    received_at: receivedAt,
    event_type: type,
    event_data: data,
    left_out: [...leftOut],
  };
}

/** A page of a timeline. */
export const timelineJsonSchema = z.object({
  events: about(z.array(eventJsonSchema), "Newest first."),
  older: about(z.string().nullable(), "Where the next older page begins, for `before`; null at the end."),
  newer: about(z.string().nullable(), "Where the next newer page begins, for `after`; null at the newest."),
  days: about(z.record(z.string(), z.int()), "Events of the asked types on each UTC day of the page."),
});
