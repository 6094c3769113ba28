import type { Database } from "../database/types";
import { dayOf } from "../words/period";
import type { EventRow } from "./keepEvent";
import { type RollUp, rollUp, splitDayKey, splitValueKey } from "./rollUp";

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
  insert into event (instance_key, event_time, id, event_type, received_at, data, left_out)
  select instance_key, event_time, id, event_type, received_at, data, nullif(left_out, 'null'::jsonb)
  from jsonb_to_recordset($1::jsonb) as r(
    instance_key uuid, event_time timestamptz, id uuid, event_type text, received_at timestamptz, data jsonb, left_out jsonb)
), instances as (
  insert into instance as kept (
    instance_key, first_seen, last_seen, example, edition, started_at, start_id, attributes)
  select instance_key, first_seen, last_seen, example, coalesce(edition, 'community'), started_at, start_id, attributes
  from jsonb_to_recordset($2::jsonb) as r(
    instance_key uuid, first_seen timestamptz, last_seen timestamptz, example boolean, edition text,
    started_at timestamptz, start_id uuid, attributes jsonb)
  on conflict (instance_key) do update set
    edition = case when excluded.edition <> 'community' then excluded.edition else kept.edition end,
    first_seen = least(kept.first_seen, excluded.first_seen),
    last_seen = greatest(kept.last_seen, excluded.last_seen),
    ${takeNewerStart}
), days as (
  insert into instance_day as kept (instance_key, day, started_at, start_id, attributes)
  select * from jsonb_to_recordset($3::jsonb) as r(
    instance_key uuid, day date, started_at timestamptz, start_id uuid, attributes jsonb)
  on conflict (instance_key, day) do update set
    ${takeNewerStart}
  where ${newerStart}
), types as (
  insert into instance_day_event as kept (instance_key, day, event_type, events)
  select * from jsonb_to_recordset($4::jsonb) as r(instance_key uuid, day date, event_type text, events integer)
  on conflict (instance_key, day, event_type) do update set events = kept.events + excluded.events
), clone_times as (
  insert into instance_day_clone_time as kept (instance_key, day, bucket, clones)
  select * from jsonb_to_recordset($5::jsonb) as r(instance_key uuid, day date, bucket smallint, clones integer)
  on conflict (instance_key, day, bucket) do update set clones = kept.clones + excluded.clones
), counted_values as (
  insert into instance_day_value as kept (instance_key, day, field, value, events)
  select * from jsonb_to_recordset($6::jsonb) as r(instance_key uuid, day date, field text, value text, events integer)
  on conflict (instance_key, day, field, value) do update set events = kept.events + excluded.events
), late_days as (
  insert into instance_day_late as kept (instance_key, day, starts, marks, marked_at)
  select * from jsonb_to_recordset($7::jsonb) as r(
    instance_key uuid, day date, starts boolean, marks integer, marked_at timestamptz)
  on conflict (instance_key, day) do update set
    starts = kept.starts or excluded.starts,
    marks = kept.marks + 1,
    marked_at = greatest(kept.marked_at, excluded.marked_at)
)
select`;

const storedStatement = `
select id from jsonb_to_recordset($1::jsonb) as r(instance_key uuid, event_time timestamptz, id uuid)
where exists (
  select from event
  where event.instance_key = r.instance_key and event.event_time = r.event_time and event.id = r.id)`;

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
 * @returns the ids of rows that were stored before, or are twice in `rows`
 * @throws DatabaseUnavailable or DatabaseError; then nothing was written, unless the connection broke after the
 *   commit: that is what `isRetry` is for
 */
export async function writeEvents(
  database: Pick<Database, "query">,
  rows: readonly EventRow[],
  { timeoutMs, isRetry }: WriteOptions,
): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  const suspects = isRetry ? rows : rows.filter((row) => row.keyed);
  if (suspects.length > 0) {
    const keys = suspects.map(({ instance_key, event_time, id }) => ({ instance_key, event_time, id }));
    const stored = await database.query<{ id: string }>(storedStatement, [JSON.stringify(keys)], {
      timeoutMs,
    });
    for (const { id } of stored) repeated.add(id);
  }
  const fresh = withoutRepeats(rows, repeated);
  if (fresh.length > 0) {
    await database.query(writeStatement, writeParameters(fresh), { timeoutMs, name: "write_events" });
  }
  return repeated;
}

/** Leaves out rows that are stored, and the second of two with one key, whose id it adds to `repeated`. */
function withoutRepeats(rows: readonly EventRow[], repeated: Set<string>): readonly EventRow[] {
  if (repeated.size === 0 && !rows.some((row) => row.keyed)) return rows;
  const seen = new Set<string>();
  return rows.filter((row) => {
    if (repeated.has(row.id)) return false;
    const key = `${row.id} ${row.event_time}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function writeParameters(rows: readonly EventRow[]): string[] {
  const rollUps = new Map<string, RollUp>();
  const examples = new Set<string>();
  const editions = new Map<string, string>();
  for (const row of rows) {
    rollUps.set(row.instance_key, rollUp(row, rollUps.get(row.instance_key)));
    if (row.example) examples.add(row.instance_key);
    if (row.edition !== null) editions.set(row.instance_key, row.edition);
  }
  const instances: object[] = [];
  const days: object[] = [];
  const types: object[] = [];
  const cloneTimes: object[] = [];
  const values: object[] = [];
  const late = lateDays(rows);
  const lateRows: object[] = [];
  for (const instance_key of [...rollUps.keys()].sort()) {
    const rolled = rollUps.get(instance_key) as RollUp;
    const { first_seen, last_seen, start } = rolled;
    instances.push({
      instance_key,
      first_seen,
      last_seen,
      example: examples.has(instance_key),
      edition: editions.get(instance_key) ?? null,
      ...start,
    });
    for (const [day, started] of sorted(rolled.days)) days.push({ instance_key, day, ...started });
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
    for (const [day, mark] of sorted(late.get(instance_key) ?? new Map<string, object>()))
      lateRows.push({ instance_key, day, ...mark });
  }
  return [rows, instances, days, types, cloneTimes, values, lateRows].map((part) => JSON.stringify(part));
}

interface LateDay {
  readonly starts: boolean;
  readonly marks: 1;
  readonly marked_at: string;
}

/** Days that were over when an event for them arrived, by instance: statistics of theirs may have to be computed again. */
function lateDays(rows: readonly EventRow[]): Map<string, Map<string, LateDay>> {
  const late = new Map<string, Map<string, LateDay>>();
  for (const { instance_key, event_time, received_at, event_type } of rows) {
    const day = dayOf(event_time);
    if (day >= dayOf(received_at)) continue;
    const days = late.get(instance_key) ?? new Map<string, LateDay>();
    const starts = days.get(day)?.starts === true || event_type === "engine_started";
    days.set(day, { starts, marks: 1, marked_at: received_at });
    late.set(instance_key, days);
  }
  return late;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
