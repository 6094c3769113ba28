import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { type Database, StartError } from "../database/types";
import type { Turn } from "./job";

/** A lease on a job that this process holds. */
export interface Lease extends Turn {
  /** Lets go of it. @param succeeded whether the job is done for now */
  end(succeeded: boolean): Promise<void>;
}

/** No lease was given: another process has it, or the job is not due. */
export interface NotNow {
  /** When to ask again. */
  readonly againInMs: number;
  readonly lastSuccessAt: Date | null;
}

interface LeaseRequest {
  readonly job: string;
  /** A UUID of whoever asks. */
  readonly holder: string;
  /** How long ago the last success has to be. */
  readonly dueAfterMs?: number;
  /** A lease that is not prolonged expires after this long. */
  readonly forMs?: number;
}

/** Another process does the job. */
export class JobTaken extends StartError {
  override name = "JobTaken";
}

type Leases = Pick<Database, "sql" | "transaction">;

const later = (ms: number) => sql<Date>`now() + ${ms}::integer * interval '1 ms'`;
/** So long a process that died holds up its job, at most. */
const leaseMs = 45_000;
/** No clock that is right gives a lease for longer, or has a success later than now: what a wrong one wrote binds nobody. */
const longestLeaseMs = 3_600_000;
const slackMs = 60_000;

const earlier = (ms: number) => sql<Date>`now() - ${ms}::integer * interval '1 ms'`;
/** Cut, not rounded: what has ended is never in the future. */
const ended = sql<Date>`date_trunc('milliseconds', now())`;

/**
 * Takes the lease of a job: of several processes one leads. One that dies leaves a lease that expires. All times are the
 * database's, so that the clocks of processes do not matter.
 */
export async function takeLease(
  database: Leases,
  { job, holder, dueAfterMs = 0, forMs = leaseMs }: LeaseRequest,
): Promise<Lease | NotNow> {
  const taken = await database.sql
    .insertInto("job_lease")
    .values({ job, holder, expires_at: later(forMs) })
    .onConflict((conflict) =>
      conflict
        .column("job")
        .doUpdateSet({ holder, expires_at: later(forMs) })
        .where((kept) =>
          kept.and([
            kept.or([
              kept("job_lease.holder", "=", holder),
              kept("job_lease.expires_at", "<=", earlier(0)),
              kept("job_lease.expires_at", ">", later(Math.max(forMs, longestLeaseMs) + slackMs)),
            ]),
            kept.or([
              kept("job_lease.last_success_at", "is", null),
              kept("job_lease.last_success_at", "<=", earlier(dueAfterMs)),
              kept("job_lease.last_success_at", ">", later(slackMs)),
            ]),
          ]),
        ),
    )
    .returning("job")
    .executeTakeFirst();
  if (taken === undefined) return readNotNow(database, job, dueAfterMs);

  const mine = (session: Pick<Database, "sql">) =>
    session.sql.updateTable("job_lease").where("job", "=", job).where("holder", "=", holder);
  const goOn = async (session: Pick<Database, "sql">) => {
    const prolonged = await mine(session)
      .set({ expires_at: later(forMs) })
      .executeTakeFirst();
    return prolonged.numUpdatedRows > 0n;
  };
  return {
    goOn: () => goOn(database),
    write: (write) =>
      database.transaction(async (session) => {
        // Holds the row until the transaction ends.
        if (!(await goOn(session))) return false;
        await write(session);
        return true;
      }),
    async end(succeeded) {
      await mine(database)
        .set(succeeded ? { expires_at: ended, last_success_at: ended } : { expires_at: ended })
        .execute();
    },
  };
}

async function readNotNow({ sql: tables }: Leases, job: string, dueAfterMs: number): Promise<NotNow> {
  const row = await tables
    .selectFrom("job_lease")
    .select([
      "last_success_at",
      sql<number>`ceil(extract(epoch from greatest(
        expires_at, last_success_at + ${dueAfterMs}::integer * interval '1 ms') - now()) * 1000)::integer`.as(
        "again_in_ms",
      ),
    ])
    .where("job", "=", job)
    .executeTakeFirst();
  return { againInMs: Math.max(row?.again_in_ms ?? 0, 0), lastSuccessAt: row?.last_success_at ?? null };
}

/**
 * Lets go of what dead processes held. Only for a database that nobody else has open: a process that was killed is then
 * not waited for.
 */
export async function endLeases(database: Pick<Database, "sql">): Promise<void> {
  await database.sql
    .updateTable("job_lease")
    .set({ expires_at: ended })
    .where("expires_at", ">", ended)
    .execute();
}

/**
 * Does a job's work out of its turn, from a program beside the service.
 * @throws JobTaken where another process is at it
 */
export async function takeTurn<Result>(
  database: Leases,
  job: string,
  work: (turn: Turn) => Promise<Result>,
): Promise<Result> {
  const lease = await takeLease(database, { job, holder: randomUUID() });
  if ("againInMs" in lease) {
    throw new JobTaken(`another process is at ${job}; try again in a minute, or stop it first`);
  }
  let succeeded = false;
  try {
    const result = await work(lease);
    succeeded = true;
    return result;
  } finally {
    await lease.end(succeeded);
  }
}
