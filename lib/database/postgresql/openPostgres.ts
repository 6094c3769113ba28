import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { PrismaClient } from "../generated/client";
import { migratePostgres } from "../migrations/migratePostgres";
import { type Database, DatabaseError, StartError } from "../types";
import { describePlace, openPool, placeOf } from "./connection";
import { type Connection, withConnection } from "./runQuery";
import { startError } from "./startError";

const OLDEST_VERSION = 15;

/**
 * Opens a PostgreSQL database through a pool and migrates it.
 *
 * @throws StartError when the URL is wrong, the server cannot be used, or a migration fails.
 */
export async function openPostgres(
  databaseUrl: string,
  log: (line: string) => void = () => {},
): Promise<Database> {
  const place = placeOf(databaseUrl);
  const pool = openPool(databaseUrl, log);
  try {
    await checkVersion(pool);
    await migratePostgres(databaseUrl, log);
  } catch (error) {
    await pool.end();
    throw startError(error instanceof DatabaseError ? (error.cause ?? error) : error, place);
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  let closing: Promise<void> | undefined;
  return {
    kind: "postgresql",
    location: describePlace(place),
    prisma,
    query: <Row>(
      sql: string,
      parameters?: readonly unknown[],
      options?: { timeoutMs?: number; name?: string },
    ) =>
      withConnection(
        pool,
        (connection) => rowsOf<Row>(connection, sql, parameters, options),
        options?.timeoutMs,
      ),
    transaction: (work) => withConnection(pool, (connection) => inTransaction(connection, work)),
    close() {
      closing ??= prisma.$disconnect().then(() => pool.end());
      return closing;
    },
  };
}

async function rowsOf<Row>(
  connection: Connection,
  ...query: Parameters<Connection["query"]>
): Promise<Row[]> {
  const result = await connection.query(...query);
  return result.rows as Row[];
}

async function inTransaction<T>(
  connection: Connection,
  work: (query: Database["query"]) => Promise<T>,
): Promise<T> {
  await connection.query("BEGIN");
  let result: T;
  try {
    result = await work((sql, parameters, options) => rowsOf(connection, sql, parameters, options));
  } catch (error) {
    await connection.query("ROLLBACK").catch(() => {});
    throw error;
  }
  const { command } = await connection.query("COMMIT");
  // After a failed statement PostgreSQL answers COMMIT by rolling back, without an error.
  if (command === "ROLLBACK") {
    throw new DatabaseError("rolled back, because a statement of the transaction failed", {
      sqlState: "25P02",
    });
  }
  return result;
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await withConnection(pool, (connection) => connection.query("show server_version_num"));
  const version = Math.floor(Number((rows[0] as { server_version_num: string }).server_version_num) / 10_000);
  if (version < OLDEST_VERSION) {
    throw new StartError(
      `PostgreSQL ${OLDEST_VERSION} or newer is needed; DATABASE_URL leads to ${version}.`,
    );
  }
}
