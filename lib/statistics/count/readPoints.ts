import { z } from "zod";
import type { Database } from "../../database/types";
import type { Interval } from "../../words/period";
import { type Point, timeDetailsSchema } from "./point";

/** The points of a statistic in a closed period, and when they were counted. */
export interface StoredPeriod {
  readonly start: string;
  /** ISO 8601. */
  readonly computedAt: string;
  readonly points: readonly Point[];
}

const rowSchema = z.object({
  start: z.string(),
  edition: z.string(),
  class: z.string(),
  instances: z.int(),
  events: z.int(),
  details: timeDetailsSchema.nullable(),
});

/**
 * Reads the stored points of a statistic, oldest period first. A row that cannot be read is left out and reported.
 * @returns by the period's first day
 */
export async function readPoints(
  database: Pick<Database, "query">,
  statistic: string,
  interval: Interval,
  onUnreadable: (error: unknown) => void = () => {},
): Promise<ReadonlyMap<string, StoredPeriod>> {
  const [periods, rows] = await Promise.all([
    database.query<{ start: string; computed_at: Date }>(
      `select period_start::text as start, computed_at from statistic_period where interval = $1 order by 1`,
      [interval],
    ),
    database.query<unknown>(
      `select period_start::text as start, edition, class, instances, events, details
       from statistic_point where statistic = $1 and interval = $2`,
      [statistic, interval],
    ),
  ]);
  const points = new Map<string, Point[]>();
  for (const row of rows) {
    const parsed = rowSchema.safeParse(row);
    if (!parsed.success) {
      onUnreadable(parsed.error);
      continue;
    }
    const { start, ...point } = parsed.data;
    const ofPeriod = points.get(start) ?? [];
    ofPeriod.push({ statistic, ...point });
    points.set(start, ofPeriod);
  }
  return new Map(
    periods.map(({ start, computed_at }) => [
      start,
      { start, computedAt: computed_at.toISOString(), points: points.get(start) ?? [] },
    ]),
  );
}

/** Changes whenever stored points change, whichever process changes them. */
export async function readRevision(database: Pick<Database, "query">): Promise<string> {
  const [row] = await database.query<{ revision: string }>(
    "select concat(count(*), ' ', max(computed_at)) as revision from statistic_period",
  );
  return row?.revision ?? "";
}
