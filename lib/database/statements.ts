import { channel } from "node:diagnostics_channel";
import type { Connection } from "./driver";
import { rowTypes } from "./rowTypes";
import { typedSql } from "./typedSql";
import type { QueryOptions, Session } from "./types";

/** Told of the text of every statement before it runs, but Prisma's: for who looks at them. */
export const statementChannel = channel("dblab-telemetry:statement");

/** The ways to say a statement in SQL, over something that runs one. */
export function statementsOn(execute: Connection["execute"]): Omit<Session, "prisma"> {
  const run = (sql: string, parameters: readonly unknown[] = [], options: QueryOptions = {}) => {
    if (statementChannel.hasSubscribers) statementChannel.publish(sql);
    return execute({ ...options, sql, parameters, parsers: rowTypes });
  };
  return {
    sql: typedSql(run),
    withErased: typedSql(run),
    within: (timeoutMs) => typedSql((sql, parameters) => run(sql, parameters, { timeoutMs })),
    prepared: (name) => typedSql((sql, parameters) => run(sql, parameters, { name })),
    query: async <Row>(...query: Parameters<typeof run>) => (await run(...query)).rows as Row[],
  };
}
