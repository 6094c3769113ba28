import type { Session } from "../database/types";
import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import { problem } from "../http/problems";
import type { SpoolReading } from "./readSpool";

/** How long the database may take to answer. */
export const healthTimeoutMs = 2_000;

/**
 * Asks the database a question. `200` while events are taken: `{"status":"ok"}`, or `spooling` where they wait on the
 * disk, `draining` while the database gets them, both with how many and since when. Else `503` with the error object.
 * Never rejects.
 */
export async function checkHealth(
  database: Pick<Session, "query">,
  spool: SpoolReading | null,
): Promise<Answer> {
  const waiting = spool === null || spool.waiting === 0 ? {} : { waiting: spool.waiting, since: spool.since };
  try {
    await database.query("select 1", [], { timeoutMs: healthTimeoutMs });
    return answerJson({ status: "waiting" in waiting ? "draining" : "ok", ...waiting });
  } catch {
    if (spool === null || spool.isFull) return answerProblem(problem("no_database"));
    return answerJson({ status: "spooling", ...waiting });
  }
}
