import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { openPool } from "../postgresql/connection";
import { migrate, type Session } from "./migrate";

/** Migrates a PostgreSQL database, on a connection of its own that is closed afterwards. @throws StartError */
export async function migratePostgres(databaseUrl: string, log: (line: string) => void): Promise<void> {
  const pool = openPool(databaseUrl, log, 1);
  try {
    const session = asSession(pool);
    await migrate(
      { session: (work) => work(session), transaction: (work) => inTransaction(pool, session, work) },
      log,
    );
  } finally {
    await pool.end();
  }
}

/** A pool of one connection is one session. */
function asSession(pool: pg.Pool): Session {
  return {
    rows: async <Row>(sql: string) => (await pool.query(sql)).rows as Row[],
    script: async (sql) => {
      await pool.query(sql);
    },
    adapter: () => new PrismaPg(pool).connect(),
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  session: Session,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  await pool.query("BEGIN");
  try {
    const result = await work(session);
    await pool.query("COMMIT");
    return result;
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => {});
    throw error;
  }
}
