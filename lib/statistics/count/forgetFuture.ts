import type { Session } from "../../database/types";
import type { Turn } from "../../jobs/job";
import { addDays, dayOf, type Interval } from "../../words/period";
import { countedIntervals } from "./closing";

const days: Readonly<Record<(typeof countedIntervals)[number], number>> = { day: 1, week: 7 };

/**
 * Takes away what a clock that was ahead counted of periods that have not begun: they would never be counted. Where
 * instances were seen in such a period it stays: then it is this clock that is behind.
 */
export async function forgetFuture(
  { sql }: Pick<Session, "sql">,
  turn: Pick<Turn, "write">,
  now: Date,
): Promise<void> {
  const today = dayOf(now);
  const rows = await sql
    .selectFrom("statistic_period")
    .select(["interval", "period_start"])
    .distinct()
    .where("period_start", ">", today)
    .where("interval", "in", [...countedIntervals])
    .execute();
  for (const { interval, period_start } of rows) {
    const end = addDays(period_start, days[interval as Interval & keyof typeof days]);
    const seen = await sql
      .selectFrom("visible_instance_day")
      .select("day")
      .where("day", ">=", period_start)
      .where("day", "<", end)
      .limit(1)
      .executeTakeFirst();
    if (seen !== undefined) continue;
    const isWritten = await turn.write(async (session) => {
      for (const table of ["statistic_point", "statistic_period"] as const) {
        await session.sql
          .deleteFrom(table)
          .where("interval", "=", interval)
          .where("period_start", "=", period_start)
          .execute();
      }
    });
    if (!isWritten) return;
  }
}
