import { sql } from "kysely";
import type { Database } from "../database/types";

/** How far a process's clock may be from its database's before what is counted or deleted by it is put off. */
export const clockToleranceMs = 5 * 60_000;
/** After a longer pause the clock is looked at by people first: it may be the clock that jumped, and no pause at all. */
const longestPauseMs = 7 * 86_400_000;
/** For so long, before anything is deleted by it. */
const patienceMs = 86_400_000;

/** The clock of this process is not the database's; which of them is wrong, a person has to see. */
export class ClocksDiffer extends Error {
  override name = "ClocksDiffer";
}

/** The clock says that nothing ran for more than a week: it may be wrong, and is waited for. */
export class ClockJumped extends Error {
  override name = "ClockJumped";
}

type Asked = Pick<Database, "sql">;

/**
 * Whether what is due by the clock of this process may be done: nothing is counted for ever, and nothing deleted, while
 * it is likely that the clock is wrong.
 */
export interface JobClock {
  /**
   * To be asked before a turn that only reads the time, or that can be done again.
   * @throws ClocksDiffer (rejects)
   */
  check(): Promise<void>;
  /**
   * To be asked before a turn that cannot be undone.
   * @param job whose last success says how long the pause was
   * @throws ClocksDiffer, ClockJumped (rejects)
   */
  checkBeforeDeleting(job: string): Promise<void>;
}

/** How much this process's clock is ahead of its database's, in milliseconds. */
export async function readClockLead({ sql: tables }: Asked, clock: () => number = Date.now): Promise<number> {
  const before = clock();
  const row = await tables
    .selectNoFrom(sql<number>`extract(epoch from clock_timestamp())::float8`.as("seconds"))
    .executeTakeFirstOrThrow();
  // Somewhere in between the database looked at its own.
  return (before + clock()) / 2 - row.seconds * 1_000;
}

/** @param uptimeMs of this process, by a clock that nobody sets */
export function createJobClock(
  database: Asked,
  { clock = Date.now, uptimeMs = () => performance.now() } = {},
): JobClock {
  const check = async () => {
    if (Math.abs(await readClockLead(database, clock)) > clockToleranceMs) {
      throw new ClocksDiffer("the clocks of this process and of its database differ");
    }
  };
  return {
    check,
    async checkBeforeDeleting(job) {
      await check();
      const last = await database.sql
        .selectFrom("job_lease")
        .select("last_success_at")
        .where("job", "=", job)
        .executeTakeFirst();
      const since = last?.last_success_at ?? null;
      if (since === null || uptimeMs() >= patienceMs) return;
      if (clock() - since.getTime() > longestPauseMs) {
        throw new ClockJumped("the clock is more than a week later than when this was last done");
      }
    },
  };
}
