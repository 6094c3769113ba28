import { z } from "zod";
import type { Session } from "../../database/types";
import type { Interval, Period } from "../../words/period";
import { membersSchema, type Point, timeDetailsSchema } from "./point";

/** A closed period as it was counted, in one revision. */
export interface StoredPeriod {
  readonly start: string;
  readonly revision: number;
  /** ISO 8601. */
  readonly computedAt: string;
  /** ISO 8601; null where it is published. */
  readonly heldSince: string | null;
}

/** Points of a statistic, by the first day of their period and its revision: see `pointsKey`. */
export type StoredPoints = ReadonlyMap<string, readonly Point[]>;

export const pointsKey = ({ start, revision }: Pick<StoredPeriod, "start" | "revision">) =>
  `${start} ${revision}`;

/** What of a stored point is checked when it is read; the rest is PostgreSQL's. */
const storedSchema = z.object({ members: membersSchema, details: timeDetailsSchema.nullable() });

/** The stored periods of an interval, oldest first, and the revisions of each in their order. */
export async function readPeriods(
  { sql }: Pick<Session, "sql">,
  interval: Interval,
): Promise<readonly StoredPeriod[]> {
  const rows = await sql
    .selectFrom("statistic_period")
    .select(["period_start", "revision", "computed_at", "held_at", "released_at"])
    .where("interval", "=", interval)
    .orderBy("period_start")
    .orderBy("revision")
    .execute();
  return rows.map(({ period_start, revision, computed_at, held_at, released_at }) => ({
    start: period_start,
    revision,
    computedAt: computed_at.toISOString(),
    heldSince: held_at !== null && released_at === null ? held_at.toISOString() : null,
  }));
}

/**
 * Reads the stored points of a statistic. A row that cannot be read is left out and reported.
 * @param range first days of the first and the last period; all where it is not given
 */
export async function readPoints(
  { sql }: Pick<Session, "sql">,
  statistic: string,
  interval: Interval,
  onUnreadable: (error: unknown) => void = () => {},
  range?: { readonly first: string; readonly last: string },
): Promise<StoredPoints> {
  const rows = await sql
    .selectFrom("statistic_point")
    .select([
      "period_start",
      "revision",
      "edition",
      "class",
      "instances",
      "members",
      "events",
      "largest",
      "details",
    ])
    .where("statistic", "=", statistic)
    .where("interval", "=", interval)
    .$if(range !== undefined, (rows) =>
      rows.where("period_start", ">=", range?.first ?? "").where("period_start", "<=", range?.last ?? ""),
    )
    .execute();
  const points = new Map<string, Point[]>();
  for (const { period_start, revision, ...row } of rows) {
    const parsed = storedSchema.safeParse(row);
    if (!parsed.success) {
      onUnreadable(parsed.error);
      continue;
    }
    const key = pointsKey({ start: period_start, revision });
    const ofPeriod = points.get(key) ?? [];
    ofPeriod.push({ statistic, ...row, ...parsed.data });
    points.set(key, ofPeriod);
  }
  return points;
}

/**
 * Reads the points of every statistic in one period and revision.
 * @throws ZodError for a row that cannot be read
 */
export async function readPointsOf(
  { sql }: Pick<Session, "sql">,
  { interval, start }: Pick<Period, "interval" | "start">,
  revision: number,
): Promise<readonly Point[]> {
  const rows = await sql
    .selectFrom("statistic_point")
    .select(["statistic", "edition", "class", "instances", "members", "events", "largest", "details"])
    .where("interval", "=", interval)
    .where("period_start", "=", start)
    .where("revision", "=", revision)
    .execute();
  return rows.map((row) => ({ ...row, ...storedSchema.parse(row) }));
}

/** Changes whenever stored points change, whichever process changes them. */
export async function readStamp({ sql }: Pick<Session, "sql">): Promise<string> {
  const row = await sql
    .selectFrom("statistic_period")
    .select(({ fn }) => [
      fn.countAll<number>().as("periods"),
      fn.max<Date | null>("computed_at").as("latest"),
      fn.max<Date | null>("released_at").as("released"),
    ])
    .executeTakeFirst();
  return `${row?.periods ?? 0} ${row?.latest?.toISOString() ?? ""} ${row?.released?.toISOString() ?? ""}`;
}
