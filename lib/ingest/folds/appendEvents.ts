import { arraysOf, describeArrays, describeColumns } from "../../database/recordset";
import type { Session } from "../../database/types";
import type { EventRow } from "../keepEvent";

const columns = [
  "instance_key",
  "event_time",
  "id",
  "event_type",
  "received_at",
  "data",
  "left_out",
  "counted_by",
] as const;

/** Rows of a fold, and nothing where the fold is not open any more. */
const append = (fold: string, first: number) => `
with open as (${fold}), appended as (
  insert into event (${columns.join(", ")}, fold)
  select r.*, open.id from ${describeArrays("event", columns, first)}, open
)
select id::text as id from open`;

const openFold = append("insert into fold default values returning id", 1);

/** Holds the fold: whoever closes it waits for these rows, and what comes later finds it closed. */
const joinFold = append("select id from fold where id = $1::bigint and through is null for key share", 2);

/** A join, not a query for each row: in a cluster the rows that are looked for are not where the events are. */
const storedStatement = `
select r.place
from event
join jsonb_to_recordset($1::jsonb) as r(${describeColumns("event", ["instance_key", "event_time", "id"])}, place integer)
  on event.instance_key = r.instance_key and event.event_time = r.event_time and event.id = r.id`;

/** The statements that are text here. */
export const appendStatements = [openFold, joinFold, storedStatement] as const;

/**
 * Writes rows durably, and nothing else. A row that is stored already fails the statement as a whole (SQLSTATE 23505).
 * @param rows at least one
 * @param fold an open fold of this process, or null to open one with these rows
 * @returns the fold; null where it was closed meanwhile, and nothing is written
 * @throws DatabaseUnavailable or DatabaseError; then nothing was written, unless the connection broke after the commit
 */
export async function appendEvents(
  database: Pick<Session, "query">,
  rows: readonly EventRow[],
  fold: string | null,
  timeoutMs: number,
): Promise<string | null> {
  const arrays = arraysOf(columns, rows as readonly (EventRow & Record<string, unknown>)[]);
  const [open] =
    fold === null
      ? await database.query<{ id: string }>(openFold, arrays, { timeoutMs, name: "open_fold" })
      : await database.query<{ id: string }>(joinFold, [fold, ...arrays], { timeoutMs, name: "join_fold" });
  return open?.id ?? null;
}

/**
 * Looks for rows in the database.
 * @returns those that are stored: of the same instance, time and id
 * @throws DatabaseUnavailable
 */
export async function findStored(
  database: Pick<Session, "query">,
  rows: readonly EventRow[],
  timeoutMs: number,
): Promise<Set<EventRow>> {
  const keys = rows.map(({ instance_key, event_time, id }, place) => ({
    instance_key,
    event_time,
    id,
    place,
  }));
  const stored = await database.query<{ place: number }>(storedStatement, [JSON.stringify(keys)], {
    timeoutMs,
  });
  return new Set(stored.flatMap(({ place }) => rows[place] ?? []));
}
