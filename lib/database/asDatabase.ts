import { type Driver, executeAlone } from "./driver";
import { fromTransaction } from "./errors";
import { PrismaClient } from "./generated/client";
import { prismaAdapter, takeConnection } from "./prismaAdapter";
import { statementsOn } from "./statements";
import { timed } from "./statementTimes";
import { type Database, DatabaseError } from "./types";

const TRANSACTION_TIMEOUT_MS = 15_000;
/** Until a connection is free, or the embedded database's turn has come. */
const TRANSACTION_WAIT_MS = 5_000;
const ATTEMPTS = 3;

/** Two transactions stood in each other's way, and this one was chosen to give in. */
const CONFLICTS = new Set(["40001", "40P01"]);

/** Makes of a driver what the rest of the service works with. */
export function asDatabase(
  untimed: Driver,
  { close, ...about }: Pick<Database, "kind" | "location" | "close">,
): Database {
  const driver = timed(untimed);
  const prisma = new PrismaClient({
    adapter: prismaAdapter(driver),
    transactionOptions: { maxWait: TRANSACTION_WAIT_MS },
  });
  let closing: Promise<void> | undefined;
  return {
    ...about,
    prisma,
    ...statementsOn((statement) => executeAlone(driver, statement)),
    async transaction(work, { timeoutMs = TRANSACTION_TIMEOUT_MS } = {}) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await prisma.$transaction(
            async (transaction) => {
              const connection = await takeConnection(transaction);
              return work({ prisma: transaction, ...statementsOn(connection.execute) });
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

function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && CONFLICTS.has(error.sqlState ?? "");
}
