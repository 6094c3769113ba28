import type { Database, Session } from "../../database/types";
import { periodOf } from "../../words/period";
import { compareStored } from "./compareStored";
import { computePeriod } from "./computePeriod";
import type { CountOptions } from "./countWeeks";

export interface CountsReport {
  readonly periods: number;
  /**
   * One line for each stored period that would be counted otherwise today. On an installation that publishes, erasures and
   * late events make differences, and nothing changes what was published but a revision.
   */
  readonly differences: readonly string[];
}

/** Counts every stored period again, in its newest revision, and says which differ. Changes nothing. */
export async function checkCounts(
  database: Database,
  { onProgress = () => {}, ...options }: CountOptions,
): Promise<CountsReport> {
  const stored = await readNewest(database);
  const differences: string[] = [];
  for (const [index, { interval, start, revision }] of stored.entries()) {
    const counted = await computePeriod(database, periodOf(interval, start), options.statistics, options);
    const { isDifferent } = await compareStored(database, counted, revision);
    if (isDifferent) differences.push(`${interval} ${start}`);
    onProgress(index + 1, stored.length);
  }
  return { periods: stored.length, differences };
}

async function readNewest({ sql }: Pick<Session, "sql">) {
  const rows = await sql
    .selectFrom("statistic_period")
    .select(({ fn }) => ["interval", "period_start as start", fn.max<number>("revision").as("revision")])
    .groupBy(["interval", "period_start"])
    .orderBy("interval")
    .orderBy("period_start")
    .execute();
  return rows.map(
    ({ interval, ...row }) => ({ ...row, interval: interval === "day" ? "day" : "week" }) as const,
  );
}
