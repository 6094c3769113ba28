import { recordset } from "../../database/recordset";
import type { Session } from "../../database/types";
import type { ComputedPeriod } from "./computePeriod";

const columns = ["statistic", "edition", "class", "instances", "events", "details"] as const;

/**
 * Puts the points of a period in the place of those that were there. Meant to run inside a transaction.
 * @param computedAt ISO 8601
 */
export async function storePeriod(
  { sql }: Pick<Session, "sql">,
  { period, points, skipped }: ComputedPeriod,
  computedAt: string,
): Promise<void> {
  const { interval, start: period_start } = period;
  await sql
    .deleteFrom("statistic_point")
    .where("interval", "=", interval)
    .where("period_start", "=", period_start)
    .execute();
  await sql
    .insertInto("statistic_point")
    .columns([...columns, "interval", "period_start"])
    .expression((of) =>
      of
        .selectFrom(recordset("statistic_point", columns, points))
        .select(["r.statistic", "r.edition", "r.class", "r.instances", "r.events"])
        .select((row) => [
          row.fn("nullif", ["r.details", row.cast(row.val("null"), "jsonb")]).as("details"),
          row.val(interval).as("interval"),
          row.cast<string>(row.val(period_start), "date").as("period_start"),
        ]),
    )
    .execute();
  await sql
    .insertInto("statistic_period")
    .values({ interval, period_start, computed_at: computedAt, skipped })
    .onConflict((on) =>
      on.columns(["interval", "period_start"]).doUpdateSet((row) => ({
        computed_at: row.ref("excluded.computed_at"),
        skipped: row.ref("excluded.skipped"),
      })),
    )
    .execute();
}
