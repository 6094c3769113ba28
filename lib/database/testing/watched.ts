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
    ...statementsAnsweredBy((statement) =>
      around(() => database.query(statement.sql, statement.parameters, statement), statement),
    ),
  };
}

function statementsAnsweredBy(answer: (statement: Statement) => Promise<unknown[]>) {
  return statementsOn(async (statement) => {
    const rows = await answer(statement);
    return { rows, fields: [], affectedRows: rows.length };
  });
}

/** What statements of ingest give that went well. */
const done: Readonly<Record<string, unknown>> = {
  open_fold: { id: "1" },
  join_fold: { id: "1" },
  add_to_roll_ups: { is_ready: true },
};

/** What runs statements in SQL, each answered by the rows that `answer` gives; without any, those of ingest go well. */
export function answeredBy(answer: (statement: Statement) => Promise<unknown[]>) {
  const statements = statementsAnsweredBy(async (statement) => {
    const rows = await answer(statement);
    const instead = done[statement.name ?? ""];
    return rows.length === 0 && instead !== undefined ? [instead] : rows;
  });
  const transaction: Database["transaction"] = (work) =>
    work({ ...statements, prisma: {} as Database["prisma"] });
  return { kind: "postgresql" as const, transaction, ...statements };
}
