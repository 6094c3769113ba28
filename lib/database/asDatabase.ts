import type { Connection, Driver } from "./driver";
import { fromTransaction } from "./errors";
import { PrismaClient } from "./generated/client";
import { prismaAdapter, takeConnection } from "./prismaAdapter";
import { rowTypes } from "./rowTypes";
import { typedSql } from "./typedSql";
import { type Database, DatabaseError, type QueryOptions, type Session } from "./types";

const TRANSACTION_TIMEOUT_MS = 15_000;
/** Until a connection is free, or the embedded database's turn has come. */
const TRANSACTION_WAIT_MS = 5_000;
const ATTEMPTS = 3;

/** Two transactions stood in each other's way, and this one was chosen to give in. */
const CONFLICTS = new Set(["40001", "40P01"]);

/** Makes of a driver what the rest of the service works with. */
export function asDatabase(
  driver: Driver,
  { close, ...about }: Pick<Database, "kind" | "location" | "close">,
): Database {
  const prisma = new PrismaClient({
    adapter: prismaAdapter(driver),
    transactionOptions: { maxWait: TRANSACTION_WAIT_MS },
  });
  const onAny: Connection["execute"] = (statement) =>
    driver.withConnection((connection) => connection.execute(statement), statement.timeoutMs);
  let closing: Promise<void> | undefined;
  return {
    ...about,
    prisma,
    ...statements(onAny),
    async transaction(work, { timeoutMs = TRANSACTION_TIMEOUT_MS } = {}) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await prisma.$transaction(
            async (transaction) => {
              const connection = await takeConnection(transaction);
              return work({ prisma: transaction, ...statements(connection.execute) });
            },
            { timeout: timeoutMs },
          );
        } catch (error) {
          const ours = fromTransaction(error);
          if (attempt === ATTEMPTS || !isConflict(ours)) throw ours;
        }
      }
    },
    close() {
      closing ??= prisma.$disconnect().then(close);
      return closing;
    },
  };
}

function statements(execute: Connection["execute"]): Omit<Session, "prisma"> {
  const run = (sql: string, parameters: readonly unknown[] = [], options: QueryOptions = {}) =>
    execute({ sql, parameters, parsers: rowTypes, ...options });
  return {
    sql: typedSql(run),
    withErased: typedSql(run),
    within: (timeoutMs) => typedSql((sql, parameters) => run(sql, parameters, { timeoutMs })),
    prepared: (name) => typedSql((sql, parameters) => run(sql, parameters, { name })),
    query: async <Row>(...query: Parameters<typeof run>) => (await run(...query)).rows as Row[],
  };
}

function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && CONFLICTS.has(error.sqlState ?? "");
}
