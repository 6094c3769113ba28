import type { Session } from "../../database/types";
import { boundsOf } from "./month";

/** Columns of an answer at most. */
const atOnce = 500;

/** The hours of an organization's first and last report. */
export interface ReportedHours {
  readonly firstHour: Date | null;
  readonly lastHour: Date | null;
}

/**
 * The first and the last hour of which each organization has a report, in their order. A look into an index each: of all reports there
 * are far too many to be grouped. Subqueries of their own, not one for each row of `organization`: that is on every server of
 * a cluster, where reports are spread.
 */
export async function readHours(
  { sql }: Pick<Session, "sql">,
  organizations: readonly number[],
): Promise<readonly ReportedHours[]> {
  const hours: ReportedHours[] = [];
  for (const some of inParts(organizations)) {
    const row: Readonly<Record<string, Date | null>> = await sql
      .selectNoFrom(({ selectFrom }) =>
        some.flatMap((id, index) =>
          (["min", "max"] as const).map((which) =>
            selectFrom("usage_hour")
              .where("organization_id", "=", id)
              .select(({ fn }) => fn.agg<Date>(which, ["hour"]).as("hour"))
              .as(`${which}${index}`),
          ),
        ),
      )
      .executeTakeFirstOrThrow();
    for (const index of some.keys())
      hours.push({ firstHour: row[`min${index}`] ?? null, lastHour: row[`max${index}`] ?? null });
  }
  return hours;
}

interface MonthOf {
  readonly id: number;
  readonly month: string;
}

/** Those months of organizations in which an engine reported. */
export async function readReported(
  { sql }: Pick<Session, "sql">,
  months: readonly MonthOf[],
): Promise<readonly MonthOf[]> {
  const reported: MonthOf[] = [];
  for (const some of inParts(months)) {
    const row: Readonly<Record<string, Date | null>> = await sql
      .selectNoFrom(({ selectFrom }) =>
        some.map(({ id, month }, index) =>
          selectFrom("usage_hour")
            .where("organization_id", "=", id)
            .where("hour", ">=", boundsOf(month).from)
            .where("hour", "<", boundsOf(month).to)
            .select(({ fn }) => fn.min("hour").as("hour"))
            .as(`of${index}`),
        ),
      )
      .executeTakeFirstOrThrow();
    reported.push(...some.filter((_, index) => (row[`of${index}`] ?? null) !== null));
  }
  return reported;
}

function inParts<One>(all: readonly One[]): (readonly One[])[] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, at) =>
    all.slice(at * atOnce, (at + 1) * atOnce),
  );
}
