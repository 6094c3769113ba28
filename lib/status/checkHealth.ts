import type { Database } from "../database/types";
import { refuse } from "../ingest/refusal";
import { accept, answerRefusal, type WireResponse } from "../ingest/wire";

/** How long the database may take to answer. */
export const healthTimeoutMs = 2_000;

/** Asks the database a question: `200 {"status":"ok"}`, or `503` with the error object. Never rejects. */
export async function checkHealth(database: Pick<Database, "query">): Promise<WireResponse> {
  try {
    await database.query("select 1", [], { timeoutMs: healthTimeoutMs });
    return accept({ status: "ok" });
  } catch {
    return answerRefusal(
      refuse("database_unavailable", { message: "The database did not answer in time" }),
      5,
    );
  }
}
