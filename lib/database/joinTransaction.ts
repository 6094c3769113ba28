import type { Database, Session } from "./types";

/** Runs `work` in the transaction that a session is already in, or else in one of its own. */
export function joinTransaction<T>(
  database: Database | Session,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return "transaction" in database ? database.transaction(work) : work(database);
}
