import { DatabaseError } from "../types";
import type { WorkerLink } from "./workerLink";

/**
 * Runs `work` between BEGIN and COMMIT on a thread that nobody else uses meanwhile; rolls back when it rejects.
 *
 * @param work may call `rollback` itself and resolve: then nothing is committed.
 */
export async function inTransaction<T>(
  link: WorkerLink,
  work: (rollback: () => Promise<void>) => Promise<T>,
): Promise<T> {
  let rolledBack = false;
  const rollback = async () => {
    rolledBack = true;
    await link.exec({ kind: "exec", sql: "ROLLBACK" });
  };
  await link.exec({ kind: "exec", sql: "BEGIN" });
  try {
    const result = await work(rollback);
    if (!rolledBack) await commit(link);
    return result;
  } catch (error) {
    if (!rolledBack) await rollback().catch(() => {});
    throw error;
  }
}

/** After a failed statement PostgreSQL answers COMMIT by rolling back, without an error. */
async function commit(link: WorkerLink): Promise<void> {
  const [result] = await link.exec({ kind: "exec", sql: "COMMIT" });
  if (result?.command === "ROLLBACK") {
    throw new DatabaseError("rolled back, because a statement of the transaction failed", {
      sqlState: "25P02",
    });
  }
}
