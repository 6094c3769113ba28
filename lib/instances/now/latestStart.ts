import { z } from "zod";
import type { JsonObject } from "../../catalogue";
import { rowToEvent } from "../timeline/eventRow";

/** The latest start of an instance, as it is kept beside the events. */
export interface StartRow {
  readonly started_at: Date | null;
  readonly start_id: string | null;
  readonly attributes: unknown;
}

const startSchema = z.object({
  started_at: z.date(),
  start_id: z.uuid(),
  attributes: z.record(z.string(), z.json()),
});

/**
 * The start of a row with its data in the engine's order; null where there was none, and where it cannot be read.
 * @returns `at` in ISO 8601
 */
export function latestStart(row: StartRow): { readonly at: string; readonly data: JsonObject } | null {
  const { data: start } = startSchema.safeParse(row);
  if (start === undefined) return null;
  const { eventTime, data } = rowToEvent({
    id: start.start_id,
    event_time: start.started_at,
    received_at: start.started_at,
    event_type: "engine_started",
    data: start.attributes,
    left_out: null,
  });
  return { at: eventTime, data };
}
