import type { Session } from "../database/types";
import { type Answer, answerJson, answerProblem } from "../http/answerProblem";
import { problem } from "../http/problems";

/** How long the database may take to answer. */
export const healthTimeoutMs = 2_000;

/** Asks the database a question: `200 {"status":"ok"}`, or `503` with the error object. Never rejects. */
export async function checkHealth(database: Pick<Session, "query">): Promise<Answer> {
  try {
    await database.query("select 1", [], { timeoutMs: healthTimeoutMs });
    return answerJson({ status: "ok" });
  } catch {
    return answerProblem(problem("no_database"));
  }
}
