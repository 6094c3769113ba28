import type { Selectable } from "kysely";
import { z } from "zod";
import { catalogue, isJsonObject, type JsonObject, type JsonValue } from "../../catalogue";
import { type FieldNode, fieldTree } from "../../catalogue/fieldTree";
import type { Tables } from "../../database/tables";
import type { TimelineEvent } from "./types";

/** What to select from events for `rowToEvent`. */
export const eventColumns = ["id", "event_time", "received_at", "event_type", "data", "left_out"] as const;

type EventRow = Pick<Selectable<Tables["visible_event"]>, (typeof eventColumns)[number]>;

const sentSchema = z.object({
  data: z.record(z.string(), z.json()),
  left_out: z.array(z.string()).nullable(),
});

/**
 * An event as it is kept, of a row of `eventColumns`. PostgreSQL sorts the names inside `data`; here they are in the
 * declared order again, which is the engine's, and what is no longer declared comes after.
 * @throws ZodError where what is kept is not an event's data
 */
export function rowToEvent({ id, event_time, received_at, event_type, ...sent }: EventRow): TimelineEvent {
  const { data, left_out } = sentSchema.parse(sent);
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
    return [
      [node.name, node.kind === "group" && isJsonObject(value) ? inOrder(node.children, value) : value],
    ];
  });
  return { ...Object.fromEntries(declared), ...withoutNames(data, nodes) };
}

function withoutNames(data: JsonObject, nodes: readonly FieldNode[]): JsonObject {
  return Object.fromEntries(
    Object.entries(data).filter(([name]) => nodes.every((node) => node.name !== name)),
  );
}
