import { typedSql } from "../typedSql";
import type { Database, QueryOptions } from "../types";

interface Asked extends QueryOptions {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * The same database, with `around` in the place of every statement of typed SQL and of text that is run outside a
 * transaction: it runs the statement, and may look at it and its rows, or fail.
 */
export function watched(
  database: Database,
  around: (run: () => Promise<unknown[]>, asked: Asked) => Promise<unknown[]>,
): Database {
  const ask = (asked: Asked) => around(() => database.query(asked.sql, asked.parameters, asked), asked);
  const typed = <Tables>(options: QueryOptions = {}) =>
    typedSql<Tables>(async (sql, parameters) => {
      const rows = await ask({ sql, parameters, ...options });
      return { rows, fields: [], affectedRows: rows.length };
    });
  return {
    ...database,
    query: async <Row>(sql: string, parameters: readonly unknown[] = [], options: QueryOptions = {}) =>
      (await ask({ sql, parameters, ...options })) as Row[],
    sql: typed(),
    withErased: typed(),
    within: (timeoutMs) => typed({ timeoutMs }),
    prepared: (name) => typed({ name }),
  };
}
