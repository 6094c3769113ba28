import type { Connection } from "./driver";
import { DatabaseError, DatabaseUnavailable } from "./types";

/**
 * Runs `work` between BEGIN and COMMIT on a connection that nobody else uses meanwhile; rolls back when it rejects.
 * The connection that `work` gets refuses everything afterwards.
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  let isOver = false;
  const whileOpen = <R>(statement: () => Promise<R>) =>
    isOver ? Promise.reject(new DatabaseUnavailable("the transaction is over")) : statement();
  // Said each time: a server, database or role can have another one by default, and a pooler keeps none for us.
  await connection.script("BEGIN ISOLATION LEVEL READ COMMITTED");
  let result: T;
  try {
    result = await work({
      execute: (statement) => whileOpen(() => connection.execute(statement)),
      script: (sql) => whileOpen(() => connection.script(sql)),
      schema: connection.schema,
    });
  } catch (error) {
    isOver = true;
    await connection.script("ROLLBACK").catch(() => {});
    throw error;
  }
  isOver = true;
  // After a failed statement PostgreSQL answers COMMIT by rolling back, without an error.
  if ((await connection.script("COMMIT")) === "ROLLBACK") {
    throw new DatabaseError("rolled back, because a statement of the transaction failed", {
      sqlState: "25P02",
    });
  }
  return result;
}
