import { createHash } from "node:crypto";
import type { Database, Session } from "../../database/types";
import type { Turn } from "../../jobs/job";
import type { Interval, Period } from "../../words/period";
import { closedPeriods, countedIntervals } from "./closing";
import type { CountOptions } from "./countWeeks";
import { computeInPieces, storeCounted } from "./pieces";

/**
 * Keeps closed days and weeks of a private installation up to date: counts those whose roll-ups are not what they were
 * counted from, newest first. Late events, erasures and undone ones are in its figures a moment later.
 * @throws the first error of a period, when all others are done
 */
export async function countPrivately(database: Database, turn: Turn, options: CountOptions): Promise<void> {
  const days = await readDays(database);
  const declared = options.statistics.map(({ key, classes }) => [key, ...classes.map((one) => one.key)]);
  const errors: unknown[] = [];
  for (const interval of countedIntervals) {
    const done = await readDone(database, interval);
    const closed = await closedPeriods(database, interval, options.now(), true);
    const stale = closed
      .map((period) => ({ period, madeOf: fingerprint(days, declared, period) }))
      .filter(({ period, madeOf }) => done.get(period.start) !== madeOf)
      .reverse();
    for (const [index, { period, madeOf }] of stale.entries()) {
      if (!(await turn.goOn())) return;
      try {
        const result = await computeInPieces(
          database,
          period,
          options.statistics,
          options,
          turn,
          options.piecesOf,
        );
        if (result === null) return;
        const storing = { revision: 0, computedAt: options.now().toISOString(), madeOf };
        if (!(await turn.write((session) => storeCounted(session, result, storing)))) return;
      } catch (error) {
        errors.push(error);
      }
      options.onProgress?.(index + 1, stale.length);
    }
  }
  if (errors.length > 0) throw errors[0];
}

interface Day {
  readonly day: string;
  readonly state: string;
}

/** What is counted of each day, in short: anything that changes a figure changes it. */
async function readDays({ sql }: Pick<Session, "sql">): Promise<readonly Day[]> {
  const [seen, events] = await Promise.all([
    sql
      .selectFrom("visible_instance_day as d")
      .innerJoin("visible_instance as i", "i.instance_key", "d.instance_key")
      .select(({ fn }) => [
        "d.day",
        fn.countAll<number>().as("instances"),
        fn.max<Date | null>("d.started_at").as("started_at"),
        fn.countAll<number>().filterWhere("i.edition", "=", "standard").as("standard"),
        fn.countAll<number>().filterWhere("i.edition", "=", "enterprise").as("enterprise"),
        fn.count<number>("i.excluded_at").as("excluded"),
      ])
      .groupBy("d.day")
      .execute(),
    sql
      .selectFrom("visible_instance_day_event")
      .select(({ fn }) => ["day", fn.sum<number>("events").as("events")])
      .groupBy("day")
      .execute(),
  ]);
  const eventsOf = new Map(events.map(({ day, events: sum }) => [day, sum]));
  return seen
    .map(({ day, started_at, ...counted }) => ({
      day,
      state: JSON.stringify([started_at?.getTime() ?? 0, eventsOf.get(day) ?? 0, ...Object.values(counted)]),
    }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** Of the statistics, and of all days up to the period's end: what an instance said when it started holds on later days too. */
function fingerprint(days: readonly Day[], declared: readonly unknown[], { end }: Period): string {
  const hash = createHash("sha256").update(JSON.stringify(declared));
  for (const { day, state } of days) {
    if (day < end) hash.update(`${day} ${state}\n`);
  }
  return hash.digest("hex");
}

async function readDone(
  { sql }: Pick<Session, "sql">,
  interval: Interval,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await sql
    .selectFrom("statistic_period")
    .select(["period_start", "made_of"])
    .where("interval", "=", interval)
    .execute();
  return new Map(rows.map(({ period_start, made_of }) => [period_start, made_of]));
}
