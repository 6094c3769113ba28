import type { Connection } from "./driver";
import { rowTypes } from "./rowTypes";
import { typedSql } from "./typedSql";
import type { QueryOptions, Session } from "./types";

/** The ways to say a statement in SQL, over something that runs one. */
export function statementsOn(execute: Connection["execute"]): Omit<Session, "prisma"> {
  const run = (sql: string, parameters: readonly unknown[] = [], options: QueryOptions = {}) =>
    execute({ ...options, sql, parameters, parsers: rowTypes });
  return {
    sql: typedSql(run),
    withErased: typedSql(run),
    within: (timeoutMs) => typedSql((sql, parameters) => run(sql, parameters, { timeoutMs })),
    prepared: (name) => typedSql((sql, parameters) => run(sql, parameters, { name })),
    query: async <Row>(...query: Parameters<typeof run>) => (await run(...query)).rows as Row[],
  };
}
