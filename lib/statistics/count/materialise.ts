import type { Database, Session } from "../../database/types";
import type { Turn } from "../../jobs/job";
import { dayOf, intervals, type Period, periodsBetween } from "../../words/period";
import { graceMinutes } from "../declare/closing";
import type { Statistic } from "../declare/declare";
import { computePeriod } from "./computePeriod";
import { forgetLateDays, noLateDays, readLateDays } from "./lateDays";
import type { CountingRule } from "./loadFrames";
import { storePeriod } from "./storePeriod";

/** An event that was received just before midnight may be written just after it: a period closes this much later. */
export const graceMs = graceMinutes * 60_000;

export interface MaterialiseOptions extends CountingRule {
  readonly statistics: readonly Statistic[];
  readonly now: () => Date;
  /** Leaves late events alone: more of them are coming in. */
  readonly isLateWaiting?: boolean;
  /** Computes every closed period again, not only those that are missing or touched. */
  readonly everything?: boolean;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface MaterialiseReport {
  readonly computed: number;
  /** Of periods that could not be computed; the others are. */
  readonly errors: readonly unknown[];
}

/**
 * Brings the points of closed periods up to date: computes those that are missing and those that late events touched,
 * newest first, each in a transaction of its own. A crash in the middle loses nothing: what is not done is still missing or
 * still marked. A period that fails is tried again at the next call and holds nothing else up.
 */
export async function materialise(
  database: Database,
  turn: Turn,
  options: MaterialiseOptions,
): Promise<MaterialiseReport> {
  const done = await readDone(database);
  // A history is being sent: what would be computed of it now would be computed again.
  if (done.size === 0 && options.isLateWaiting === true) return { computed: 0, errors: [] };
  // Where nothing is computed yet everything will be, and no mark is needed for that.
  if (done.size === 0) await database.sql.deleteFrom("instance_day_late").execute();
  const late =
    options.isLateWaiting === true ? noLateDays : await readLateDays(database, options.countAfterDays);
  const periods = await periodsToCompute(database, options, done, late.touches);
  let computed = 0;
  const errors: unknown[] = [];
  for (const period of periods) {
    if (!(await turn.goOn())) return { computed, errors };
    try {
      const result = await computePeriod(database, period, options.statistics, options);
      const computedAt = options.now().toISOString();
      if (!(await turn.write((session) => storePeriod(session, result, computedAt))))
        return { computed, errors };
      computed += 1;
    } catch (error) {
      errors.push(error);
    }
    options.onProgress?.(computed + errors.length, periods.length);
  }
  // Marks stay until all they touched is done.
  if (errors.length === 0) await forgetLateDays(database, late.marks);
  return { computed, errors };
}

async function periodsToCompute(
  database: Database,
  { now, everything }: MaterialiseOptions,
  isDone: ReadonlySet<string>,
  touches: (period: Period) => boolean,
): Promise<Period[]> {
  const closed = await closedPeriods(database, now());
  return closed.filter(
    (period) => everything === true || !isDone.has(`${period.interval} ${period.start}`) || touches(period),
  );
}

/** Every period that is over, since the first day of which anything is stored; newest first. */
export async function closedPeriods(database: Pick<Session, "withErased">, now: Date): Promise<Period[]> {
  const firstDay = await firstDaySeen(database);
  if (firstDay === null) return [];
  const closedBefore = dayOf(new Date(now.getTime() - graceMs));
  return intervals
    .flatMap((interval) => periodsBetween(interval, firstDay, closedBefore))
    .filter(({ end }) => end <= closedBefore)
    .sort((one, other) => (one.end === other.end ? 0 : one.end < other.end ? 1 : -1));
}

/** The periods whose points are there, as `interval start`. */
async function readDone({ sql }: Database): Promise<ReadonlySet<string>> {
  const rows = await sql.selectFrom("statistic_period").select(["interval", "period_start"]).execute();
  return new Set(rows.map(({ interval, period_start }) => `${interval} ${period_start}`));
}

/** The first day of which anything is stored, `YYYY-MM-DD`; null for an empty database. */
export async function firstDaySeen({ withErased }: Pick<Session, "withErased">): Promise<string | null> {
  const row = await withErased
    .selectFrom("instance_day")
    .select(({ fn }) => fn.min<string | null>("day").as("day"))
    .executeTakeFirst();
  return row?.day ?? null;
}
