import { ensurePartitions } from "../lib/database/partitions";
import type { Database } from "../lib/database/types";

interface FillOptions {
  readonly events: number;
  readonly days: number;
  readonly now: Date;
  readonly large: { readonly key: string; readonly events: number };
  readonly small: { readonly key: string; readonly events: number };
  readonly onProgress?: (events: number) => void;
}

const otherInstances = 2_000;
const chunkEvents = 500_000;

/** Shares of a busy engine's events, and a rare type: one in a thousand. */
const eventType = `case when chance < 1 then 'alert' when chance < 40 then 'engine_started'
  when chance < 120 then 'snapshot_created' when chance < 320 then 'clone_reset'
  when chance < 650 then 'clone_destroyed' else 'clone_created' end`;

const eventData = `case event_type
  when 'engine_started' then '{"engine_version": "v4.1.3-20260507-0910", "db_engine": "postgres", "db_version": "17",
    "pools": {"fs_type": "zfs", "number": 2, "total_size": 2147483648000, "total_used": 734003200123},
    "restore": {"mode": "logical", "refreshing": "0 0 * * 1", "jobs": ["logicalDump", "logicalRestore", "logicalSnapshot"]},
    "system": {"cpu": 8, "total_memory": 33540153344, "data_used": 734003200123}}'::jsonb
  when 'snapshot_created' then '{}'::jsonb
  when 'alert' then '{"level": "refresh_failed", "message": "Failed to run full-refresh"}'::jsonb
  when 'clone_destroyed' then jsonb_build_object('id', md5(i::text))
  when 'clone_created' then jsonb_build_object('id', md5(i::text), 'cloning_time', 0, 'dsa_diff', 5423.118342871)
  else jsonb_build_object('id', md5(i::text), 'cloning_time', round((0.4 + i % 997 / 250.0)::numeric, 9),
    'dsa_diff', 5423.118342871) end`;

/**
 * Fills a database by SQL with events in the order of time: those of a large and a small instance lie among those of
 * many others, as they would. Roll-ups are counted from the events.
 */
export async function fillInstances(database: Database, options: FillOptions): Promise<void> {
  const { events, days, now, large, small, onProgress } = options;
  await ensurePartitions(database, { now, retentionDays: days + 31 });
  const from = new Date(now.getTime() - days * 86_400_000);
  for (let first = 0; first < events; first += chunkEvents) {
    const last = Math.min(events, first + chunkEvents) - 1;
    await database.query(
      `insert into event (instance_key, event_time, id, event_type, received_at, data)
       select case when i % ($3::bigint / $5::bigint) = 0 then $4::uuid
         when i % ($3::bigint / $7::bigint) = 1 then $6::uuid
         else md5('instance ' || abs(hashint8(i)::bigint) % ${otherInstances})::uuid end,
         event_time, gen_random_uuid(), event_type, event_time, ${eventData}
       from (
         select i, ${eventType} as event_type,
           $8::timestamptz + i * (($9::timestamptz - $8::timestamptz) / $3::bigint) as event_time
         from (select i, abs(hashint8(i + 7)::bigint) % 1000 as chance from generate_series($1::bigint, $2::bigint) as i) as drawn
       ) as made`,
      [first, last, events, large.key, large.events, small.key, small.events, from, now],
    );
    onProgress?.(last + 1);
  }
  for (const statement of rollUps) await database.query(statement);
  await database.query("vacuum (analyze)");
}

const day = "(event_time at time zone 'UTC')::date";

const rollUps = [
  `insert into instance (instance_key, first_seen, last_seen)
   select instance_key, min(event_time), max(event_time) from event group by 1`,
  `insert into instance_day (instance_key, day, known_at, events, clone_times)
   select instance_key, day, max(known_at), jsonb_object_agg(event_type, events),
     (select array_agg((bucket << 32) | clones order by bucket) from (
       select round(ln((data ->> 'cloning_time')::float8) / ln(1.02))::bigint as bucket, count(*) as clones from event
       where event.instance_key = by_type.instance_key and ${day} = by_type.day and event_type = 'clone_reset'
         and event_time >= by_type.day and event_time < by_type.day + 1
         and (data ->> 'cloning_time')::float8 > 0 group by 1) as measured)
   from (select instance_key, ${day} as day, event_type, count(*) as events, max(event_time) as known_at from event group by 1, 2, 3) as by_type
   group by instance_key, day`,
];
