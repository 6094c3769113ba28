import { z } from "zod";
import { catalogue, type JsonObject, type JsonValue } from "../../catalogue";
import { type FieldNode, fieldTree } from "../../catalogue/fieldTree";
import type { TimelineEvent } from "../types";

/** What to select `from event` for `rowToEvent`. */
export const eventColumns =
  "event.id, event.event_time, event.received_at, event.event_type, event.data, event.left_out";

const eventRowSchema = z.object({
  id: z.guid(),
  event_time: z.date(),
  received_at: z.date(),
  event_type: z.string(),
  data: z.record(z.string(), z.json()),
  left_out: z.array(z.string()).nullable(),
});

/**
 * An event as it is kept, of a row of `eventColumns`. PostgreSQL sorts the names inside `data`; here they are in the
 * declared order again, which is the engine's, and what is no longer declared comes after.
 * @throws ZodError for a row that is not an event
 */
export function rowToEvent(row: unknown): TimelineEvent {
  const { id, event_time, received_at, event_type, data, left_out } = eventRowSchema.parse(row);
  const type = catalogue.find(event_type);
  return {
    id,
    eventTime: event_time.toISOString(),
    receivedAt: received_at.toISOString(),
    type: event_type,
    data: type === undefined ? data : inOrder(fieldTree(type.data), data),
    leftOut: left_out ?? [],
  };
}

function inOrder(nodes: readonly FieldNode[], data: JsonObject): JsonObject {
  const declared = nodes.flatMap((node): [string, JsonValue][] => {
    const value = data[node.name];
    if (value === undefined) return [];
    return [[node.name, node.kind === "group" && isObject(value) ? inOrder(node.children, value) : value]];
  });
  return { ...Object.fromEntries(declared), ...withoutNames(data, nodes) };
}

function withoutNames(data: JsonObject, nodes: readonly FieldNode[]): JsonObject {
  return Object.fromEntries(
    Object.entries(data).filter(([name]) => nodes.every((node) => node.name !== name)),
  );
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
