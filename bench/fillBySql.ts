import { cloneTimeBucket, countedValue } from "../lib/catalogue";
import { ensurePartitions } from "../lib/database/partitions";
import type { Database } from "../lib/database/types";

interface FillOptions {
  readonly events: number;
  readonly instances: number;
  readonly days: number;
  readonly now: Date;
  readonly onProgress?: (events: number) => void;
}

const chunkEvents = 250_000;
const dayMs = 86_400_000;
/** Clone times that are drawn from, each with the bucket that ingest would count it in. */
const cloneTimes = Array.from({ length: 1_000 }, (_, index) => Number((0.4 + index / 250).toFixed(6)));
const dataAgeSeconds = 120.5;

const start = `'{"edition": "standard", "engine_version": "v4.1.3-20260507-0910", "db_engine": "postgres", "db_version": "17",
  "pools": {"fs_type": "zfs", "number": 2, "total_size": 2147483648000, "total_used": 734003200123},
  "restore": {"mode": "logical", "refreshing": "0 0 * * 1", "jobs": ["logicalDump", "logicalRestore", "logicalSnapshot"]},
  "system": {"cpu": 8, "total_memory": 33540153344, "data_used": 734003200123}}'::jsonb`;

/**
 * Fills a database with the events of many instances by SQL: tens of times as fast as through ingest. An instance starts on its
 * first day and each thirtieth after it; the rest is spread with a heavy tail. The roll-ups are what ingest would have made of
 * them, which `db:rebuild -- --check` confirms.
 */
export async function fillBySql(database: Database, options: FillOptions): Promise<void> {
  const { events, instances, days, now, onProgress } = options;
  await ensurePartitions(database, { now, retentionDays: days + 31 });
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const from = new Date(midnight - days * dayMs).toISOString();
  await database.query("select setseed(0.7)");
  await database.query(
    `insert into event (instance_key, event_time, id, event_type, received_at, data)
     select md5('instance ' || instance)::uuid, at, gen_random_uuid(), 'engine_started', at, ${start}
     from (select instance, $1::timestamptz + day * interval '1 day' + instance % 60 * interval '1 s' as at
       from generate_series(0, $2::integer - 1) as instance, generate_series(0, $3::integer - 1) as day
       where day = 0 or (day + instance) % 30 = 0) as started`,
    [from, instances, days],
  );
  const starts = Number((await database.query<{ n: number }>("select count(*) as n from event"))[0]?.n ?? 0);
  // In the order of time, as they would come.
  for (let first = starts; first < events; first += chunkEvents) {
    const count = Math.min(chunkEvents, events - first);
    const [since, until] = [first, first + count].map(
      (at) => midnight - days * dayMs + ((at - starts) / (events - starts)) * days * dayMs,
    );
    await database.query(
      `insert into event (instance_key, event_time, id, event_type, received_at, data)
       select md5('instance ' || instance)::uuid, at, gen_random_uuid(), kind, at,
         case kind when 'snapshot_created' then '{}'::jsonb
           when 'clone_destroyed' then jsonb_build_object('id', md5(chance::text))
           else jsonb_build_object('id', md5(chance::text), 'dsa_diff', ${dataAgeSeconds}, 'cloning_time',
             case when kind = 'clone_reset' then ($4::numeric[])[1 + floor(chance * ${cloneTimes.length})::integer] else 0 end) end
       from (
         select floor(random() ^ 2 * $1)::integer as instance, random() as chance,
           (array['clone_created', 'clone_created', 'clone_destroyed', 'clone_reset', 'snapshot_created'])[1 + floor(random() * 5)::integer] as kind,
           $2::timestamptz + random() * ($3::timestamptz - $2::timestamptz) as at
         from generate_series(1, ${count})
       ) as drawn`,
      [instances, new Date(since ?? 0).toISOString(), new Date(until ?? 0).toISOString(), cloneTimes],
    );
    onProgress?.(first + count);
  }
  await fillRollUps(database);
  await database.query("vacuum (analyze)");
}

const day = "(event_time at time zone 'UTC')::date";
const known = "date_trunc('hour', event_time at time zone 'UTC') at time zone 'UTC'";

async function fillRollUps(database: Database): Promise<void> {
  const aged = countedValue("clone_created", { dsa_diff: dataAgeSeconds });
  await database.query(
    `insert into instance (instance_key, first_seen, last_seen, known_since, started_at, start_id, attributes)
     select instance_key, first_seen, last_seen, known_since, event_time, id, data
     from (select instance_key, min(event_time) as first_seen, max(event_time) as last_seen, min(${known}) as known_since
       from event group by 1) as seen
     join (select distinct on (instance_key) instance_key, event_time, id, data from event where event_type = 'engine_started'
       order by instance_key, event_time desc, id desc) as started using (instance_key)`,
  );
  await database.query(
    `with typed as (
       select instance_key, ${day} as day, event_type, count(*) as n, max(${known}) as known_at from event group by 1, 2, 3
     ), measured as (
       select instance_key, day, array_agg((bucket::bigint << 32) | n order by bucket) as pairs from (
         select instance_key, ${day} as day, ($1::integer[])[array_position($2::numeric[], (data ->> 'cloning_time')::numeric)] as bucket, count(*) as n
         from event where event_type = 'clone_reset' group by 1, 2, 3) as bucketed
       group by 1, 2
     ), days as (
       select instance_key, day, max(known_at) as known_at, jsonb_object_agg(event_type, n) as events,
         sum(n) filter (where event_type = 'clone_created') as created
       from typed group by 1, 2
     )
     insert into instance_day (instance_key, day, known_at, events, clone_times, counted_values, started_at, start_id, attributes)
     select instance_key, day, known_at, events, pairs,
       case when created > 0 and $3::text is not null then jsonb_build_object($3::text, created) end, event_time, id, data
     from days left join measured using (instance_key, day)
     left join (select instance_key, ${day} as day, event_time, id, data from event where event_type = 'engine_started') as started
       using (instance_key, day)
     order by day, instance_key`,
    [
      cloneTimes.map((seconds) => cloneTimeBucket(seconds)),
      cloneTimes,
      aged === null ? null : `${aged.field} ${aged.value}`,
    ],
    { timeoutMs: 3_600_000 },
  );
}
