import type { Session } from "../database/types";
import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import { problem } from "../http/problems";
import type { SpoolReading } from "./readSpool";

/** How long the database may take to answer. */
export const healthTimeoutMs = 2_000;
/** A write is not tried again for so long: who asks in a loop makes none of his own. */
const shareMs = 1_000;

type Written = Pick<Session, "query">;

const tries = new WeakMap<Written, { readonly done: Promise<unknown>; readonly startedAt: number }>();

/**
 * Has the database write something. `200` while events are taken: `{"status":"ok"}`, or `spooling` where they wait on
 * the disk, `draining` while the database gets them, both with how many and since when. Else `503` with the error object.
 * Never rejects.
 */
export async function checkHealth(
  database: Written,
  spool: SpoolReading | null,
  clock: () => number = () => performance.now(),
): Promise<Answer> {
  const waiting = spool === null || spool.waiting === 0 ? {} : { waiting: spool.waiting, since: spool.since };
  try {
    await tryToWrite(database, clock);
    return answerJson({ status: "waiting" in waiting ? "draining" : "ok", ...waiting });
  } catch {
    if (spool === null || spool.isFull) return answerProblem(problem("no_database"));
    return answerJson({ status: "spooling", ...waiting });
  }
}

/** A row that changes nothing and goes the whole way to the disk. One that failed is tried again at once. */
function tryToWrite(database: Written, clock: () => number): Promise<unknown> {
  const last = tries.get(database);
  if (last !== undefined && clock() - last.startedAt < shareMs) return last.done;
  const done = database.query("update installation set id = id", [], { timeoutMs: healthTimeoutMs });
  tries.set(database, { done, startedAt: clock() });
  done.catch(() => tries.delete(database));
  return done;
}
