import type { Session } from "../database/types";
import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import { problem } from "../http/problems";
import { clockToleranceMs } from "../jobs/clock";
import type { SpoolReading } from "./readSpool";

/** How long the database may take to answer. */
export const healthTimeoutMs = 2_000;
/** A write is not tried again for so long: who asks in a loop makes none of his own. */
const shareMs = 1_000;

type Written = Pick<Session, "query">;

const writing = `with written as (update installation set id = id)
  select extract(epoch from clock_timestamp())::float8 as seconds`;

const tries = new WeakMap<Written, { readonly done: Promise<boolean>; readonly startedAt: number }>();

/**
 * Has the database write something. `200` while events are taken: `{"status":"ok"}`, or `spooling` where they wait on
 * the disk, `draining` while the database gets them, both with how many and since when; with `"clock":"differs"` where
 * nothing is counted and deleted until somebody looks. Else `503` with the error object. Never rejects.
 */
export async function checkHealth(
  database: Written,
  spool: SpoolReading | null,
  clock: () => number = () => performance.now(),
): Promise<Answer> {
  const waiting = spool === null || spool.waiting === 0 ? {} : { waiting: spool.waiting, since: spool.since };
  try {
    const isInTime = await tryToWrite(database, clock);
    const doubt = isInTime ? {} : { clock: "differs" };
    return answerJson({ status: "waiting" in waiting ? "draining" : "ok", ...waiting, ...doubt });
  } catch {
    if (spool === null || spool.isFull) return answerProblem(problem("no_database"));
    return answerJson({ status: "spooling", ...waiting });
  }
}

/**
 * A row that changes nothing and goes the whole way to the disk. One that failed is tried again at once.
 * @returns whether the clock of this process is the database's
 */
function tryToWrite(database: Written, clock: () => number): Promise<boolean> {
  const last = tries.get(database);
  if (last !== undefined && clock() - last.startedAt < shareMs) return last.done;
  const done = database
    .query<{ seconds: number }>(writing, [], { timeoutMs: healthTimeoutMs })
    .then(([row]) => Math.abs(Date.now() - (row?.seconds ?? 0) * 1_000) <= clockToleranceMs);
  tries.set(database, { done, startedAt: clock() });
  done.catch(() => tries.delete(database));
  return done;
}
