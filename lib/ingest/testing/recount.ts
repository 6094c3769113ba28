import { expect, vi } from "vitest";
import type { Database } from "../../database/types";

/**
 * Recounts the roll-ups from the raw events in plain SQL and gives what differs, by table: an independent check of
 * the write statement. (Which bucket a clone time belongs to is left to `npm run db:rebuild`.)
 */
export async function recount(database: Pick<Database, "query">): Promise<Record<string, unknown[]>> {
  await whenFolded(database);
  const differences: Record<string, unknown[]> = {};
  for (const [table, { stored, wanted }] of Object.entries(checks)) {
    differences[table] = await database.query(
      `(select 'stored' as side, s.* from ((${stored}) except (${wanted})) as s)
       union all (select 'wanted' as side, w.* from ((${wanted}) except (${stored})) as w)`,
    );
  }
  return differences;
}

/** Resolves when every event is counted. Whose process is gone, nobody may count: then it rejects. */
export async function whenFolded(database: Pick<Database, "query">): Promise<void> {
  const open = async () => (await database.query("select from fold")).length;
  await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 20_000, interval: 10 });
}

/** What `recount` gives when everything agrees. */
export const noDifferences = {
  instance: [],
  instance_day: [],
  "instance_day.events": [],
  "instance_day.clone_times": [],
  "instance_day.counted_values": [],
};

const day = "(event_time at time zone 'UTC')::date";
const counted = "(select * from event where counted_by not in ('nothing', 'keyless')) as event";
const known = `date_trunc('hour',
  case counted_by when 'event_time' then event_time when 'received_at' then received_at end at time zone 'UTC') at time zone 'UTC'`;

const checks = {
  instance: {
    stored:
      "select instance_key, first_seen, last_seen, known_since, start_id, started_at, attributes from instance",
    wanted: `select seen.instance_key, first_seen, last_seen, known_since, start.id, start.event_time, start.data
      from (
        select instance_key, min(event_time) as first_seen, max(event_time) as last_seen, min(${known}) as known_since
        from event where counted_by <> 'keyless' group by 1
      ) as seen
      left join lateral (
        select id, event_time, data from event
        where event.instance_key = seen.instance_key and event_type = 'engine_started' and counted_by <> 'keyless'
        order by event_time desc, id desc limit 1
      ) as start on true`,
  },
  instance_day: {
    stored: "select instance_key, day, known_at, start_id, started_at, attributes from instance_day",
    wanted: `select seen.instance_key, seen.day, known_at, start.id, start.event_time, start.data
      from (select instance_key, ${day} as day, max(${known}) as known_at from ${counted} group by 1, 2) as seen
      left join lateral (
        select id, event_time, data from ${counted}
        where event.instance_key = seen.instance_key and ${day} = seen.day and event_type = 'engine_started'
        order by event_time desc, id desc limit 1
      ) as start on true`,
  },
  "instance_day.events": {
    stored: "select instance_key, day, key, value::bigint from instance_day, jsonb_each_text(events)",
    wanted: `select instance_key, ${day}, event_type, count(*) from ${counted} group by 1, 2, 3`,
  },
  "instance_day.clone_times": {
    stored:
      "select instance_key, day, sum(pair & 4294967295)::bigint from instance_day, unnest(clone_times) as pair group by 1, 2",
    wanted: `select instance_key, ${day}, count(*) from ${counted}
      where event_type in ('clone_created', 'clone_reset')
        and (data ->> 'cloning_time')::float8 between 0.001 and 86400 group by 1, 2`,
  },
  "instance_day.counted_values": {
    stored: `select instance_key, day, split_part(key, ' ', 1), split_part(key, ' ', 2), value::bigint
      from instance_day, jsonb_each_text(counted_values)
      where split_part(key, ' ', 1) not in ('engine_stopped.uptime', 'clone_created.dsa_diff')`,
    wanted: `select instance_key, ${day}, 'alert.level', data ->> 'level', count(*) from ${counted}
      where event_type = 'alert' group by 1, 2, 4
      union all select instance_key, ${day}, 'config_probed.provider', data ->> 'provider', count(*) from ${counted}
      where event_type = 'config_probed' group by 1, 2, 4
      union all select instance_key, ${day}, event_type || '.protected', data ->> 'protected', count(*) from ${counted}
      where event_type in ('clone_updated', 'snapshot_updated', 'branch_updated') group by 1, 2, 3, 4`,
  },
} as const;
