import { z } from "zod";
import { catalogue } from "../../catalogue";
import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import { instanceRecordSchema } from "./records";

const { edition, example, start_id, attributes } = instanceRecordSchema.shape;

const rowSchema = z.object({
  edition,
  example,
  first_seen: z.date(),
  last_seen: z.date(),
  started_at: z.date().nullable(),
  start_id,
  attributes,
});

type InstanceRecord = z.infer<typeof instanceRecordSchema>;

/** What is stored of an instance itself, as `instanceRecordSchema` describes it; null where nothing is, or it is erased. */
export async function readInstance(
  database: Pick<Database, "query">,
  key: string,
  instanceId: string,
): Promise<InstanceRecord | null> {
  const [row] = await database.query<unknown>(
    `select edition, example, first_seen, last_seen, started_at, start_id, attributes
     from instance where instance_key = $1 and ${notErased("instance.instance_key")}`,
    [key],
  );
  if (row === undefined) return null;
  const stored = rowSchema.parse(row);
  return {
    instance_id: instanceId,
    instance_key: key,
    example: stored.example,
    edition: stored.edition,
    first_seen: stored.first_seen.toISOString(),
    last_seen: stored.last_seen.toISOString(),
    started_at: stored.started_at?.toISOString() ?? null,
    start_id: stored.start_id,
    attributes: stored.attributes,
  };
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
    started_at: null,
    start_id: null,
    attributes: null,
  };
}

/** The event types that an instance ever sent, in the catalogue's order. */
export async function readTypes(database: Pick<Database, "query">, key: string): Promise<string[]> {
  const rows = await database.query<{ event_type: string }>(
    `select distinct event_type from instance_day_event as counted
     where instance_key = $1 and ${notErased("counted.instance_key")} order by event_type`,
    [key],
  );
  const order = new Map(catalogue.types.map(({ name }, index) => [name, index]));
  const place = (name: string) => order.get(name) ?? order.size;
  return rows.map(({ event_type }) => event_type).sort((one, other) => place(one) - place(other));
}
