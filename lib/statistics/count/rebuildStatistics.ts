import { isDeepStrictEqual } from "node:util";
import type { Database, Session } from "../../database/types";
import type { Turn } from "../../jobs/job";
import type { Period } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { computePeriod } from "./computePeriod";
import type { CountingRule } from "./loadFrames";
import { closedPeriods } from "./materialise";
import type { Point } from "./point";
import { storePeriod } from "./storePeriod";

interface RebuildOptions extends CountingRule {
  readonly statistics: readonly Statistic[];
  readonly now: () => Date;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface StatisticsRebuildReport {
  readonly periods: number;
  readonly points: number;
  /** One line per period whose stored points were not what is counted now. Empty is what it should be. */
  readonly differences: readonly string[];
}

/**
 * Counts every closed period again from the roll-ups, says what differs from what was stored, and puts it right.
 * @throws Error when another process takes the lease over
 */
export async function rebuildStatistics(
  database: Database,
  turn: Turn,
  options: RebuildOptions,
): Promise<StatisticsRebuildReport> {
  const differences: string[] = [];
  const periods = await closedPeriods(database, options.now());
  let points = 0;
  for (const [index, period] of periods.entries()) {
    await turn.goOn();
    const counted = await computePeriod(database, period, options.statistics, options);
    points += counted.points.length;
    const stored = await readStored(database, period);
    if (!isDeepStrictEqual(stored, byKey(counted.points))) {
      differences.push(`${period.interval} ${period.start}${stored.size === 0 ? ": was missing" : ""}`);
      const computedAt = options.now().toISOString();
      const isStored = await turn.write((session) => storePeriod(session, counted, computedAt));
      if (!isStored) throw new Error("Another process has taken the statistics over");
    }
    options.onProgress?.(index + 1, periods.length);
  }
  return { periods: periods.length, points, differences };
}

/** `details` as JSON, whatever was stored. */
type Stored = Omit<Point, "details"> & { readonly details: unknown };

type Values = Pick<Stored, "instances" | "events" | "details">;

async function readStored(
  { sql }: Pick<Session, "sql">,
  { interval, start }: Period,
): Promise<Map<string, Values>> {
  const rows = await sql
    .selectFrom("statistic_point")
    .select(["statistic", "edition", "class", "instances", "events", "details"])
    .where("interval", "=", interval)
    .where("period_start", "=", start)
    .execute();
  return byKey(rows);
}

function byKey(points: readonly Stored[]): Map<string, Values> {
  return new Map(
    points.map(({ statistic, edition, class: name, ...values }) => [
      `${statistic} ${edition} ${name}`,
      values,
    ]),
  );
}
