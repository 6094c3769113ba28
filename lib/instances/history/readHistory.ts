import { z } from "zod";
import { bucketMidpointSeconds } from "../../catalogue";
import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import { nearestRank } from "../../statistics/count/nearestRank";
import { dayOf, daysBetween, type Interval, periodsBetween } from "../../words/period";
import { readTimeline } from "../timeline/readTimeline";
import type { HistoryPeriod, InstanceHistory } from "../types";

const mostDays = 60;
const mostDaysInWeeks = 730;
const maximumStops = 50;

/** Everything of one period, as it is added up. */
interface Sums {
  readonly events: Map<string, number>;
  readonly cloneTimes: [bucket: number, clones: number][];
  poolUse: number | null;
}

/**
 * What an instance did over time, since its first day and up to today, from the roll-ups: it reaches back further than
 * the events that are still kept.
 */
export async function readHistory(
  database: Pick<Database, "query">,
  key: string,
  now: Date,
): Promise<InstanceHistory> {
  const [seen] = await database.query<{ first: string | null; last: string | null }>(
    `select min(day)::text as first, max(day)::text as last from instance_day
     where instance_key = $1::uuid and ${notErased("$1::uuid")}`,
    [key],
  );
  if (!seen?.first || !seen.last) return { interval: "day", periods: [], stops: [] };
  // A sender's clock may be ahead, over midnight.
  const to = [dayOf(now), seen.last].sort()[1] ?? seen.last;
  const days = daysBetween(seen.first, to) + 1;
  const interval = days <= mostDays ? "day" : days <= mostDaysInWeeks ? "week" : "month";
  const [sums, stops] = await Promise.all([readSums(database, key, interval), readStops(database, key)]);
  return {
    interval,
    periods: periodsBetween(interval, seen.first, to).map(({ start, end }) => ({
      start,
      end,
      ...periodOfSums(sums.get(start)),
    })),
    stops,
  };
}

function periodOfSums(sums: Sums | undefined): Omit<HistoryPeriod, "start" | "end"> {
  const events = (name: string) => sums?.events.get(name) ?? 0;
  const buckets = sums?.cloneTimes.toSorted(([one], [other]) => one - other) ?? [];
  const [p50, p95] = [nearestRank(buckets, 50), nearestRank(buckets, 95)];
  return {
    clonesCreated: events("clone_created"),
    clonesReset: events("clone_reset"),
    clonesDestroyed: events("clone_destroyed"),
    snapshots: events("snapshot_created"),
    starts: events("engine_started"),
    alerts: events("alert"),
    cloneTime:
      p50 === null || p95 === null
        ? null
        : {
            clones: buckets.reduce((sum, [, clones]) => sum + clones, 0),
            p50Seconds: bucketMidpointSeconds(p50),
            p95Seconds: bucketMidpointSeconds(p95),
          },
    poolUse: sums?.poolUse ?? null,
  };
}

/** By the first day of the period. */
async function readSums(
  { query }: Pick<Database, "query">,
  key: string,
  interval: Interval,
): Promise<Map<string, Sums>> {
  // Weeks of date_trunc are ISO weeks, as those of `periodsBetween` are.
  const start = `date_trunc('${interval}', day::timestamp)::date`;
  const [events, cloneTimes, pools] = await Promise.all([
    query<{ start: string; event_type: string; events: number }>(
      `select ${start}::text as start, event_type, sum(events)::bigint as events
       from instance_day_event where instance_key = $1::uuid group by 1, 2`,
      [key],
    ),
    query<{ start: string; bucket: number; clones: number }>(
      `select ${start}::text as start, bucket, sum(clones)::bigint as clones
       from instance_day_clone_time where instance_key = $1::uuid group by 1, 2`,
      [key],
    ),
    query<{ start: string; pools: unknown }>(
      `select distinct on (${start}) ${start}::text as start, attributes -> 'pools' as pools
       from instance_day where instance_key = $1::uuid and started_at is not null order by ${start}, day desc`,
      [key],
    ),
  ]);
  const sums = new Map<string, Sums>();
  const sumsOf = (period: string): Sums => {
    const found: Sums = sums.get(period) ?? { events: new Map(), cloneTimes: [], poolUse: null };
    sums.set(period, found);
    return found;
  };
  for (const row of events) sumsOf(row.start).events.set(row.event_type, row.events);
  for (const row of cloneTimes) sumsOf(row.start).cloneTimes.push([row.bucket, row.clones]);
  for (const row of pools) sumsOf(row.start).poolUse = poolUseOf(row.pools);
  return sums;
}

const poolsSchema = z.object({ total_size: z.number().positive(), total_used: z.number().min(0) });

function poolUseOf(pools: unknown): number | null {
  const { data } = poolsSchema.safeParse(pools);
  if (data === undefined || data.total_used > data.total_size) return null;
  return data.total_used / data.total_size;
}

async function readStops(database: Pick<Database, "query">, key: string): Promise<InstanceHistory["stops"]> {
  const query = { types: ["engine_stopped"], before: null, after: null, limit: maximumStops };
  const { events } = await readTimeline(database, key, query);
  return events.flatMap(({ eventTime, data }) =>
    typeof data.uptime === "number" ? [{ at: eventTime, uptimeSeconds: data.uptime }] : [],
  );
}
