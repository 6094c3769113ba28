import { bucketMidpointSeconds } from "../../catalogue";
import type { Session } from "../../database/types";
import { nearestRank } from "../../statistics/count/nearestRank";
import type { StatisticReading } from "../../statistics/view/reading";
import { addDays } from "../../words/period";
import { sayCount, saySeconds } from "../../words/sayNumbers";
import { countOf } from "../../words/sayPlurals";
import type { Comparison } from "./types";

const windowDays = 28;
/** Times that differ by less are alike: a bucket is 2% wide. */
const alike = 1.1;

/** Measured clone times of an instance. */
export interface OwnCloneTimes {
  readonly clones: number;
  readonly p50Seconds: number;
  readonly p95Seconds: number;
}

/** Reads the clone times of the last 28 days, today included; null where none was measured. */
export async function readOwnCloneTimes(
  { sql }: Pick<Session, "sql">,
  key: string,
  today: string,
): Promise<OwnCloneTimes | null> {
  const rows = await sql
    .selectFrom("visible_instance_day_clone_time")
    .select(({ fn }) => ["bucket", fn.sum<number>("clones").as("clones")])
    .where("instance_key", "=", key)
    .where("day", ">", addDays(today, -windowDays))
    .groupBy("bucket")
    .orderBy("bucket")
    .execute();
  const buckets = rows.map(({ bucket, clones }) => [bucket, clones] as const);
  const [p50, p95] = [nearestRank(buckets, 50), nearestRank(buckets, 95)];
  if (p50 === null || p95 === null) return null;
  return {
    clones: buckets.reduce((sum, [, clones]) => sum + clones, 0),
    p50Seconds: bucketMidpointSeconds(p50),
    p95Seconds: bucketMidpointSeconds(p95),
  };
}

/** An instance's clone times beside the published ones: those of the typical instance, each weighing the same. */
export function compareCloneTimes(
  { clones, p50Seconds, p95Seconds }: OwnCloneTimes,
  { statistic, latest }: StatisticReading,
): Comparison {
  const typical = latest?.times?.percentiles[50] ?? null;
  const slow = latest?.times?.percentiles[95] ?? null;
  const tail = slow === null ? "" : `, p95 ${saySeconds(slow)}`;
  return {
    statistic: statistic.key,
    title: statistic.title,
    mine: `p50 ${saySeconds(p50Seconds)}, p95 ${saySeconds(p95Seconds)} (${countOf(clones, "clone")})`,
    others:
      typical === null
        ? null
        : `p50 ${saySeconds(typical)}${tail} among ${countOf(latest?.n ?? 0, "instance")}`,
    takeaway: typical === null ? null : sayTakeaway(p50Seconds, typical, slow),
    periodStart: typical === null ? null : (latest?.start ?? null),
  };
}

function sayTakeaway(mine: number, typical: number, slow: number | null): string {
  if (slow !== null && mine > slow && slow > typical)
    return "Its median clone takes longer than that of 95% of instances.";
  if (mine >= typical * alike) {
    return `Its median clone takes ${sayTimes(mine / typical)} as long as that of the median instance.`;
  }
  if (mine * alike <= typical) {
    return `The median instance's clone takes ${sayTimes(typical / mine)} as long as its own.`;
  }
  return "Its median clone takes about as long as that of the median instance.";
}

function sayTimes(factor: number): string {
  return `${factor < 9.95 ? factor.toFixed(1) : sayCount(Math.round(factor))} times`;
}
