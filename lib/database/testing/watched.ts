import type { Statement } from "../driver";
import { statementsOn } from "../statements";
import type { Database } from "../types";

/**
 * The same database, with `around` in the place of every statement of typed SQL and of text that is run outside a
 * transaction: it runs the statement, and may look at it and its rows, or fail.
 */
export function watched(
  database: Database,
  around: (run: () => Promise<unknown[]>, statement: Statement) => Promise<unknown[]>,
): Database {
  return {
    ...database,
    ...answeredBy((statement) =>
      around(() => database.query(statement.sql, statement.parameters, statement), statement),
    ),
  };
}

/** What runs statements in SQL, each answered by the rows that `answer` gives. */
export function answeredBy(answer: (statement: Statement) => Promise<unknown[]>) {
  return statementsOn(async (statement) => {
    const rows = await answer(statement);
    return { rows, fields: [], affectedRows: rows.length };
  });
}
