import type { Database } from "../database/types";

/** A lease that this process holds on a job. */
export interface Lease {
  /** Prolongs it. False where another process has taken it over: then the work must stop. */
  renew(): Promise<boolean>;
  /**
   * Runs `write` in a transaction that holds the lease's row, so that nobody can take it over in the middle.
   * @returns false where the lease is lost, and nothing was written
   */
  write(write: (query: Database["query"]) => Promise<void>): Promise<boolean>;
  release(): Promise<void>;
}

interface LeaseOptions {
  readonly job: string;
  /** A UUID of this process. */
  readonly holder: string;
  readonly forMs: number;
  readonly now: () => Date;
}

/**
 * Takes the lease of a job: of several processes one leads. One that dies leaves a lease that expires.
 * @returns null where another process holds it
 */
export async function takeLease(database: Database, options: LeaseOptions): Promise<Lease | null> {
  const { job, holder, forMs, now } = options;
  const take = async () => {
    const at = now();
    const rows = await database.query(
      `insert into job_lease as kept (job, holder, expires_at) values ($1, $2::uuid, $3::timestamptz)
       on conflict (job) do update set holder = excluded.holder, expires_at = excluded.expires_at
       where kept.holder = excluded.holder or kept.expires_at < $4::timestamptz
       returning job`,
      [job, holder, new Date(at.getTime() + forMs).toISOString(), at.toISOString()],
    );
    return rows.length > 0;
  };
  if (!(await take())) return null;
  return {
    renew: take,
    write: (write) =>
      database.transaction(async ({ query }) => {
        const held = await query("select from job_lease where job = $1 and holder = $2::uuid for update", [
          job,
          holder,
        ]);
        if (held.length === 0) return false;
        await write(query);
        return true;
      }),
    async release() {
      await database.query("delete from job_lease where job = $1 and holder = $2::uuid", [job, holder]);
    },
  };
}
