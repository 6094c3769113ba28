import { randomUUID } from "node:crypto";
import type { Database } from "../database/types";
import type { Job, JobState, Turn } from "./job";
import { endLeases, takeLease } from "./lease";
import { type JobFailure, Repeating } from "./repeating";

/** The jobs of this process. */
export interface Jobs {
  /**
   * Resolves when a job has looked once: its first turn is over, well or not, or none was due.
   * @throws RangeError for a job that is not declared
   */
  firstTurn(name: string): Promise<void>;
  /**
   * A turn of a job now, due or not; while it lasts there is no other.
   * @param work in place of the job's own
   * @throws Error (rejects) where another process is at it; RangeError for a job that is not declared
   */
  runNow<Result>(name: string, work: (turn: Turn) => Promise<Result>): Promise<Result>;
  /** In the order in which they were declared. */
  list(): readonly JobState[];
  /** No turn begins any more; resolves when those that are running are over. */
  stop(): Promise<void>;
}

/**
 * Starts what repeats. A turn that fails is told and stops nothing: neither its job nor any other.
 * @param database has the leases, and when each job last succeeded
 */
export async function startJobs(
  database: Pick<Database, "kind" | "sql" | "transaction">,
  jobs: readonly Job[],
  onError: (error: unknown, failure: JobFailure) => void,
): Promise<Jobs> {
  if (database.kind === "embedded" && jobs.some(({ lease }) => lease)) await endLeases(database);
  const holder = randomUUID();
  const options = {
    take: (request: { readonly job: string; readonly dueAfterMs: number }) =>
      takeLease(database, { ...request, holder }),
    onError,
  };
  const repeating = new Map(jobs.map((job) => [job.name, new Repeating(job, options)]));
  const find = (name: string) => {
    const found = repeating.get(name);
    if (found === undefined) throw new RangeError(`No such job: ${name}`);
    return found;
  };
  return {
    firstTurn: (name) => find(name).firstTurn,
    runNow: (name, work) => find(name).runNow(work),
    list: () => [...repeating.values()].map(({ state }) => state),
    async stop() {
      await Promise.all([...repeating.values()].map((job) => job.stop()));
    },
  };
}
