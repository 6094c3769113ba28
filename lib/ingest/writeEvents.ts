import type { SchemaTables } from "../database/generated/tables";
import { type ColumnName, describeColumns, type SentRow } from "../database/recordset";
import type { Session } from "../database/types";
import type { EventRow } from "./keepEvent";
import { type RollUp, rollUp, splitDayKey, splitValueKey } from "./rollUp";

/** What is sent of each table. */
const columns = {
  event: ["instance_key", "event_time", "id", "event_type", "received_at", "data", "left_out", "counted_by"],
  instance: [
    "instance_key",
    "first_seen",
    "last_seen",
    "known_since",
    "example",
    "edition",
    "started_at",
    "start_id",
    "attributes",
  ],
  instance_day: ["instance_key", "day", "known_at", "started_at", "start_id", "attributes"],
  instance_day_event: ["instance_key", "day", "event_type", "events"],
  instance_day_clone_time: ["instance_key", "day", "bucket", "clones"],
  instance_day_value: ["instance_key", "day", "field", "value", "events"],
} as const satisfies { readonly [Table in keyof SchemaTables]?: readonly ColumnName<Table>[] };

type Table = keyof typeof columns;
type Sent<Name extends Table> = SentRow<Name, (typeof columns)[Name][number]>;

/** The rows of a table, which are sent as the parameter of that number. */
const rowsOf = (table: Table, parameter: number) =>
  `jsonb_to_recordset($${parameter}::jsonb) as r(${describeColumns(table, columns[table])})`;

const into = (table: Table) => `${table} as kept (${columns[table].join(", ")})`;

const newerStart = `excluded.started_at is not null and (kept.started_at is null
    or (excluded.started_at, excluded.start_id) > (kept.started_at, kept.start_id))`;

const takeNewerStart = ["started_at", "start_id", "attributes"]
  .map((column) => `${column} = case when ${newerStart} then excluded.${column} else kept.${column} end`)
  .join(",\n    ");

/**
 * Events and every roll-up in one statement, so that they cannot disagree. The roll-ups come added up: each row of
 * each table is touched once. Rows are upserted in key order, which keeps processes from deadlocking, and nothing
 * depends on the order in which events arrive (see `npm run db:rebuild`). A row that is stored already fails the whole
 * statement by its primary key.
 */
const writeStatement = `
with events as (
  insert into ${into("event")}
  select instance_key, event_time, id, event_type, received_at, data, nullif(left_out, 'null'::jsonb), counted_by
  from ${rowsOf("event", 1)}
), instances as (
  insert into ${into("instance")}
  select instance_key, first_seen, last_seen, known_since, example, coalesce(edition, 'community'), started_at, start_id,
    attributes
  from ${rowsOf("instance", 2)}
  on conflict (instance_key) do update set
    edition = case when excluded.edition <> 'community' then excluded.edition else kept.edition end,
    first_seen = least(kept.first_seen, excluded.first_seen),
    last_seen = greatest(kept.last_seen, excluded.last_seen),
    known_since = least(kept.known_since, excluded.known_since),
    ${takeNewerStart}
), days as (
  insert into ${into("instance_day")}
  select * from ${rowsOf("instance_day", 3)}
  on conflict (instance_key, day) do update set
    known_at = greatest(kept.known_at, excluded.known_at),
    ${takeNewerStart}
  where excluded.known_at > kept.known_at or ${newerStart}
), types as (
  insert into ${into("instance_day_event")}
  select * from ${rowsOf("instance_day_event", 4)}
  on conflict (instance_key, day, event_type) do update set events = kept.events + excluded.events
), clone_times as (
  insert into ${into("instance_day_clone_time")}
  select * from ${rowsOf("instance_day_clone_time", 5)}
  on conflict (instance_key, day, bucket) do update set clones = kept.clones + excluded.clones
), counted_values as (
  insert into ${into("instance_day_value")}
  select * from ${rowsOf("instance_day_value", 6)}
  on conflict (instance_key, day, field, value) do update set events = kept.events + excluded.events
)
select`;

const storedStatement = `
select place
from jsonb_to_recordset($1::jsonb) as r(${describeColumns("event", ["instance_key", "event_time", "id"])}, place integer)
where exists (
  select from event
  where event.instance_key = r.instance_key and event.event_time = r.event_time and event.id = r.id)`;

/** The statements that are text here. */
export const writeStatements = [writeStatement, storedStatement] as const;

export interface WriteOptions {
  readonly timeoutMs: number;
  /** True where an earlier attempt may have written these rows, so that each of them has to be looked for. */
  readonly isRetry: boolean;
}

/**
 * Writes events and their roll-ups durably, in one statement and so in one transaction. What is stored already
 * counts once: rows that may be repeats are looked for first, and if another process stores one in between, the
 * statement fails as a whole (SQLSTATE 23505) and may be tried again.
 * @param rows at most a few thousand; the same event may be among them twice
 * @returns those of `rows` that were stored before, and the second of two that are the same
 * @throws DatabaseUnavailable or DatabaseError; then nothing was written, unless the connection broke after the
 *   commit: that is what `isRetry` is for
 */
export async function writeEvents(
  database: Pick<Session, "query">,
  rows: readonly EventRow[],
  { timeoutMs, isRetry }: WriteOptions,
): Promise<ReadonlySet<EventRow>> {
  const suspects = isRetry ? rows : rows.filter((row) => row.keyed);
  const repeated =
    suspects.length > 0 ? await findStored(database, suspects, timeoutMs) : new Set<EventRow>();
  const fresh = withoutRepeats(rows, repeated);
  if (fresh.length > 0) {
    await database.query(writeStatement, writeParameters(fresh), { timeoutMs, name: "write_events" });
  }
  return repeated;
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

/** Leaves out rows that are stored, and the second of two with one key, which it adds to `repeated`. */
function withoutRepeats(rows: readonly EventRow[], repeated: Set<EventRow>): readonly EventRow[] {
  if (repeated.size === 0 && !rows.some((row) => row.keyed)) return rows;
  const seen = new Set<string>();
  return rows.filter((row) => {
    if (repeated.has(row)) return false;
    const key = `${row.id} ${row.event_time}`;
    if (seen.has(key)) {
      repeated.add(row);
      return false;
    }
    seen.add(key);
    return true;
  });
}

function writeParameters(rows: readonly EventRow[]): string[] {
  const rollUps = new Map<string, RollUp>();
  const examples = new Set<string>();
  const editions = new Map<string, string>();
  for (const row of rows) {
    if (row.counted_by === "keyless") continue;
    rollUps.set(row.instance_key, rollUp(row, rollUps.get(row.instance_key)));
    if (row.example) examples.add(row.instance_key);
    if (row.edition !== null) editions.set(row.instance_key, row.edition);
  }
  const instances: Sent<"instance">[] = [];
  const days: Sent<"instance_day">[] = [];
  const types: Sent<"instance_day_event">[] = [];
  const cloneTimes: Sent<"instance_day_clone_time">[] = [];
  const values: Sent<"instance_day_value">[] = [];
  for (const instance_key of [...rollUps.keys()].sort()) {
    const rolled = rollUps.get(instance_key) as RollUp;
    const { first_seen, last_seen, known_since, start } = rolled;
    const edition = editions.get(instance_key);
    instances.push({
      instance_key,
      first_seen,
      last_seen,
      known_since,
      example: examples.has(instance_key),
      ...(edition === undefined ? {} : { edition }),
      ...start,
    });
    for (const [day, { known_at, start }] of sorted(rolled.days))
      days.push({ instance_key, day, known_at, ...start });
    for (const [key, events] of sorted(rolled.events)) {
      const [day, event_type] = splitDayKey(key);
      types.push({ instance_key, day, event_type, events });
    }
    for (const [key, clones] of sorted(rolled.cloneTimes)) {
      const [day, bucket] = splitDayKey(key);
      cloneTimes.push({ instance_key, day, bucket: Number(bucket), clones });
    }
    for (const [key, events] of sorted(rolled.values))
      values.push({ instance_key, ...splitValueKey(key), events });
  }
  return [rows, instances, days, types, cloneTimes, values].map((part) => JSON.stringify(part));
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
