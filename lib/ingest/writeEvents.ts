import type { Database } from "../database/types";
import type { EventRow } from "./keepEvent";

const newerStart = `excluded.started_at is not null and (kept.started_at is null
    or (excluded.started_at, excluded.start_id) > (kept.started_at, kept.start_id))`;

const takeNewerStart = ["started_at", "start_id", "attributes"]
  .map((column) => `${column} = case when ${newerStart} then excluded.${column} else kept.${column} end`)
  .join(",\n    ");

/**
 * Events and every roll-up in one statement, so that they cannot disagree. Roll-ups count only what `stored`
 * returned: a repeated event changes nothing. Rows are upserted in key order, which keeps processes from
 * deadlocking; nothing here depends on the order in which events arrive (see `npm run db:rebuild`).
 */
const statement = `
with incoming as materialized (
  select * from jsonb_to_recordset($1::jsonb) as r(
    instance_key uuid, event_time timestamptz, id uuid, event_type text, received_at timestamptz,
    data jsonb, day date, bucket smallint, example boolean, keyed boolean)
), stored as (
  insert into event (instance_key, event_time, id, event_type, received_at, data)
  select instance_key, event_time, id, event_type, received_at, data from incoming
  on conflict do nothing
  returning instance_key, event_time, id
), fresh as materialized (
  select incoming.* from incoming join stored using (instance_key, event_time, id)
), start as materialized (
  select distinct on (instance_key, day) instance_key, day, event_time, id, data
  from fresh where event_type = 'engine_started'
  order by instance_key, day, event_time desc, id desc
), per_instance as (
  insert into instance as kept (instance_key, first_seen, last_seen, example, started_at, start_id, attributes)
  select instance_key, first_seen, last_seen, example, latest.event_time, latest.id, latest.data
  from (
    select instance_key, min(event_time) as first_seen, max(event_time) as last_seen, bool_or(example) as example
    from fresh group by instance_key
  ) as seen left join (
    select distinct on (instance_key) instance_key, event_time, id, data
    from start order by instance_key, day desc
  ) as latest using (instance_key)
  order by instance_key
  on conflict (instance_key) do update set
    first_seen = least(kept.first_seen, excluded.first_seen),
    last_seen = greatest(kept.last_seen, excluded.last_seen),
    ${takeNewerStart}
), per_day as (
  insert into instance_day as kept (instance_key, day, started_at, start_id, attributes)
  select instance_key, day, start.event_time, start.id, start.data
  from (select distinct instance_key, day from fresh) as seen left join start using (instance_key, day)
  order by instance_key, day
  on conflict (instance_key, day) do update set
    ${takeNewerStart}
  where ${newerStart}
), per_type as (
  insert into instance_day_event as kept (instance_key, day, event_type, events)
  select instance_key, day, event_type, count(*) from fresh
  group by instance_key, day, event_type order by instance_key, day, event_type
  on conflict (instance_key, day, event_type) do update set events = kept.events + excluded.events
), per_clone_time as (
  insert into instance_day_clone_time as kept (instance_key, day, bucket, clones)
  select instance_key, day, bucket, count(*) from fresh where bucket is not null
  group by instance_key, day, bucket order by instance_key, day, bucket
  on conflict (instance_key, day, bucket) do update set clones = kept.clones + excluded.clones
)
select incoming.id from incoming
where keyed and not exists (select from stored where stored.id = incoming.id)`;

/**
 * Writes events and their roll-ups durably, in one statement and so in one transaction.
 * @param rows at most a few thousand; the same event may be among them twice
 * @returns the ids of rows that were stored before, or twice in `rows`: their events count once
 * @throws DatabaseUnavailable or DatabaseError; then nothing was written, unless the connection broke after the
 *   commit: writing the same rows again is always safe
 */
export async function writeEvents(
  database: Pick<Database, "query">,
  rows: readonly EventRow[],
  options: { readonly timeoutMs: number },
): Promise<ReadonlySet<string>> {
  const { unique, repeated } = withoutRepeats(rows);
  const stored = await database.query<{ id: string }>(statement, [JSON.stringify(unique)], {
    timeoutMs: options.timeoutMs,
    name: "write_events",
  });
  for (const row of stored) repeated.add(row.id);
  return repeated;
}

/** Two rows with one key in the same statement would each be counted, so only the first goes in. */
function withoutRepeats(rows: readonly EventRow[]): { unique: readonly EventRow[]; repeated: Set<string> } {
  const repeated = new Set<string>();
  if (!rows.some((row) => row.keyed)) return { unique: rows, repeated };
  const seen = new Set<string>();
  const unique = rows.filter((row) => {
    if (!row.keyed) return true;
    const key = `${row.id} ${row.event_time}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { unique, repeated };
}
