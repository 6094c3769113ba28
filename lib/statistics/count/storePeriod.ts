import { recordset } from "../../database/recordset";
import type { Session } from "../../database/types";
import type { ComputedPeriod } from "./computePeriod";
import { writeMembers } from "./members";
import { type Point, writeDetails } from "./point";

const columns = [
  "statistic",
  "edition",
  "class",
  "instances",
  "members",
  "events",
  "largest",
  "details",
] as const;

/** Where a counted period is put, and what is known of it. */
export interface Storing {
  readonly revision: number;
  /** ISO 8601. */
  readonly computedAt: string;
  /** True where it is not published until the operator releases it. */
  readonly isHeld?: boolean;
  /** A fingerprint of what it was counted from; only on private installations. */
  readonly madeOf?: string;
}

/** Stores the points of a period, in the place of those of the same revision. Meant to run inside a transaction. */
export async function storePeriod(
  { sql, prisma }: Pick<Session, "sql" | "prisma">,
  { period, points, skipped, newlyCounted }: ComputedPeriod,
  { revision, computedAt, isHeld = false, madeOf }: Storing,
): Promise<void> {
  const { interval, start } = period;
  const key = { interval, periodStart: new Date(start), revision };
  await prisma.statisticPoint.deleteMany({ where: key });
  await sql
    .insertInto("statistic_point")
    .columns([...columns, "interval", "period_start", "revision"])
    .expression((of) =>
      of
        .selectFrom(recordset("statistic_point", columns, points.map(asRow)))
        .select(["r.statistic", "r.edition", "r.class", "r.instances", "r.members", "r.events", "r.largest"])
        .select((row) => [
          row.fn("nullif", ["r.details", row.cast(row.val("null"), "jsonb")]).as("details"),
          row.val(interval).as("interval"),
          row.cast<string>(row.val(start), "date").as("period_start"),
          row.cast<number>(row.val(revision), "integer").as("revision"),
        ]),
    )
    .execute();
  const values = {
    computedAt,
    skipped,
    newlyCounted,
    heldAt: isHeld ? computedAt : null,
    releasedAt: null,
    madeOf: madeOf ?? null,
  };
  await prisma.statisticPeriod.upsert({
    where: { interval_periodStart_revision: key },
    create: { ...key, ...values },
    update: values,
  });
}

function asRow({ members, details, ...point }: Point) {
  return {
    ...point,
    members: writeMembers(members),
    details: details === null ? null : writeDetails(details),
  };
}
