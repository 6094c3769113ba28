import type { z } from "zod";
import { catalogue } from "../../catalogue";
import { isoTimes } from "../../database/isoTimes";
import type { Session } from "../../database/types";
import { dayEvents } from "../timeline/dayEvents";
import { instanceRecordSchema } from "./records";

const { attributes } = instanceRecordSchema.shape;

type InstanceRecord = z.infer<typeof instanceRecordSchema>;

/** What is stored of an instance itself, as `instanceRecordSchema` describes it; null where nothing is, or it is erased. */
export async function readInstance(
  { sql }: Pick<Session, "sql">,
  key: string,
  instanceId: string,
): Promise<InstanceRecord | null> {
  const stored = await sql
    .selectFrom("visible_instance")
    .select(["edition", "example", "first_seen", "last_seen", "known_since", "excluded_at"])
    .select(["started_at", "start_id", "attributes"])
    .where("instance_key", "=", key)
    .executeTakeFirst();
  if (stored === undefined) return null;
  const unknown_names = await sql
    .selectFrom("visible_instance_week_unknown")
    .select(["week", "event_type", "path"])
    .where("instance_key", "=", key)
    .orderBy("week")
    .orderBy("event_type")
    .orderBy("path")
    .execute();
  const { example, ...rest } = isoTimes(stored);
  const about = { instance_id: instanceId, instance_key: key, example };
  return { ...about, ...rest, attributes: attributes.parse(stored.attributes), unknown_names };
}

/** The record of an instance of which nothing is stored. */
export function nothingStored(
  key: string,
  { instanceId, isExample }: { readonly instanceId: string; readonly isExample: boolean },
): InstanceRecord {
  return {
    instance_id: instanceId,
    instance_key: key,
    example: isExample,
    edition: null,
    first_seen: null,
    last_seen: null,
    known_since: null,
    excluded_at: null,
    started_at: null,
    start_id: null,
    attributes: null,
    unknown_names: [],
  };
}

/** The event types that an instance ever sent, in the catalogue's order. */
export async function readTypes(session: Pick<Session, "sql">, key: string): Promise<string[]> {
  const rows = await session.sql
    .selectFrom(dayEvents(session, key))
    .select("event_type")
    .distinct()
    .orderBy("event_type")
    .execute();
  const order = new Map(catalogue.types.map(({ name }, index) => [name, index]));
  const place = (name: string) => order.get(name) ?? order.size;
  return rows.map(({ event_type }) => event_type).sort((one, other) => place(one) - place(other));
}
