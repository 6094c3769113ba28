import type { Session } from "../../database/types";
import type { Interval } from "../../words/period";
import { type Point, timeDetailsSchema } from "./point";

/** The points of a statistic in a closed period, and when they were counted. */
export interface StoredPeriod {
  readonly start: string;
  /** ISO 8601. */
  readonly computedAt: string;
  readonly points: readonly Point[];
}

const detailsSchema = timeDetailsSchema.nullable();

/**
 * Reads the stored points of a statistic, oldest period first. A row that cannot be read is left out and reported.
 * @returns by the period's first day
 */
export async function readPoints(
  { sql }: Pick<Session, "sql">,
  statistic: string,
  interval: Interval,
  onUnreadable: (error: unknown) => void = () => {},
): Promise<ReadonlyMap<string, StoredPeriod>> {
  const [periods, rows] = await Promise.all([
    sql
      .selectFrom("statistic_period")
      .select(["period_start", "computed_at"])
      .where("interval", "=", interval)
      .orderBy("period_start")
      .execute(),
    sql
      .selectFrom("statistic_point")
      .select(["period_start", "edition", "class", "instances", "events", "details"])
      .where("statistic", "=", statistic)
      .where("interval", "=", interval)
      .execute(),
  ]);
  const points = new Map<string, Point[]>();
  for (const { period_start, details, ...point } of rows) {
    const parsed = detailsSchema.safeParse(details);
    if (!parsed.success) {
      onUnreadable(parsed.error);
      continue;
    }
    const ofPeriod = points.get(period_start) ?? [];
    ofPeriod.push({ statistic, ...point, details: parsed.data });
    points.set(period_start, ofPeriod);
  }
  return new Map(
    periods.map(({ period_start: start, computed_at }) => [
      start,
      { start, computedAt: computed_at.toISOString(), points: points.get(start) ?? [] },
    ]),
  );
}

/** Changes whenever stored points change, whichever process changes them. */
export async function readRevision({ sql }: Pick<Session, "sql">): Promise<string> {
  const row = await sql
    .selectFrom("statistic_period")
    .select(({ fn }) => [
      fn.countAll<number>().as("periods"),
      fn.max<Date | null>("computed_at").as("latest"),
    ])
    .executeTakeFirst();
  return `${row?.periods ?? 0} ${row?.latest?.toISOString() ?? ""}`;
}
