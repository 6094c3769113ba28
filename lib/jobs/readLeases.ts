import { sql as text } from "kysely";
import type { Session } from "../database/types";

/** Who does a job that one process does for all. */
export interface LeaseReading {
  readonly job: string;
  /** The first letters of the process's random name: enough to tell one from another. */
  readonly holder: string;
  /** True while it is at it, or died at it a moment ago. */
  readonly isHeld: boolean;
  /** ISO 8601; null before the first. */
  readonly lastSuccessAt: string | null;
}

const shownLetters = 8;

/** Leases on jobs, by their names. By the database's clock. */
export async function readLeases({ sql }: Pick<Session, "sql">): Promise<readonly LeaseReading[]> {
  const rows = await sql
    .selectFrom("job_lease")
    .select(["job", "holder", "last_success_at", text<boolean>`expires_at > now()`.as("held")])
    .orderBy("job")
    .execute();
  return rows.map(({ job, holder, held, last_success_at }) => ({
    job,
    holder: holder.slice(0, shownLetters),
    isHeld: held,
    lastSuccessAt: last_success_at?.toISOString() ?? null,
  }));
}
