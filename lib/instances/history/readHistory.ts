import { sql as text } from "kysely";
import { z } from "zod";
import { bucketMidpointSeconds } from "../../catalogue";
import type { Session } from "../../database/types";
import { nearestRank } from "../../statistics/count/nearestRank";
import { dayOf, daysBetween, type Interval, periodsBetween } from "../../words/period";
import { readTimeline } from "../timeline/readTimeline";
import type { HistoryPeriod, InstanceHistory } from "./history";

const mostDays = 60;
const mostDaysInWeeks = 730;
const maximumStops = 50;

/** Everything of one period, as it is added up. */
interface Sums {
  readonly events: Map<string, number>;
  readonly cloneTimes: [bucket: number, clones: number][];
  poolUse: number | null;
}

type Sql = Pick<Session, "sql">;

/**
 * What an instance did over time, since its first day and up to today, from the roll-ups: it reaches back further than
 * the events that are still kept.
 */
export async function readHistory(session: Sql, key: string, now: Date): Promise<InstanceHistory> {
  const seen = await session.sql
    .selectFrom("visible_instance_day")
    .select(({ fn }) => [fn.min<string | null>("day").as("first"), fn.max<string | null>("day").as("last")])
    .where("instance_key", "=", key)
    .executeTakeFirst();
  if (!seen?.first || !seen.last) return { interval: "day", periods: [], stops: [] };
  // A sender's clock may be ahead, over midnight.
  const to = [dayOf(now), seen.last].sort()[1] ?? seen.last;
  const days = daysBetween(seen.first, to) + 1;
  const interval = days <= mostDays ? "day" : days <= mostDaysInWeeks ? "week" : "month";
  const [sums, stops] = await Promise.all([readSums(session, key, interval), readStops(session, key)]);
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
async function readSums({ sql }: Sql, key: string, interval: Interval): Promise<Map<string, Sums>> {
  // Weeks of date_trunc are ISO weeks, as those of `periodsBetween` are.
  const start = text<string>`date_trunc(${text.lit(interval)}, day::timestamp)::date`;
  const [events, cloneTimes, pools] = await Promise.all([
    sql
      .selectFrom("visible_instance_day_event")
      .select(({ fn }) => [start.as("start"), "event_type", fn.sum<number>("events").as("events")])
      .where("instance_key", "=", key)
      .groupBy(["start", "event_type"])
      .execute(),
    sql
      .selectFrom("visible_instance_day_clone_time")
      .select(({ fn }) => [start.as("start"), "bucket", fn.sum<number>("clones").as("clones")])
      .where("instance_key", "=", key)
      .groupBy(["start", "bucket"])
      .execute(),
    sql
      .selectFrom("visible_instance_day")
      .distinctOn(start)
      .select([start.as("start"), text<unknown>`attributes -> 'pools'`.as("pools")])
      .where("instance_key", "=", key)
      .where("started_at", "is not", null)
      .orderBy(start)
      .orderBy("day", "desc")
      .execute(),
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

async function readStops(session: Sql, key: string): Promise<InstanceHistory["stops"]> {
  const query = { types: ["engine_stopped"], before: null, after: null, limit: maximumStops };
  const { events } = await readTimeline(session, key, query);
  return events.flatMap(({ eventTime, data }) =>
    typeof data.uptime === "number" ? [{ at: eventTime, uptimeSeconds: data.uptime }] : [],
  );
}
