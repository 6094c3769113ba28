import { randomUUID } from "node:crypto";
import type { Connection, Driver } from "../driver";
import { inTransaction } from "../inTransaction";
import { DatabaseUnavailable, StartError } from "../types";
import { compareHistory, type HistoryRow } from "./compareHistory";
import { type Migration, readMigrations } from "./readMigrations";
import { splitScript } from "./splitScript";

/** Number of the advisory lock under which one process at a time migrates; it only has to be the same for all. */
export const migrationLock = 4_201_126;

/**
 * Whether the table is there. Asked of the catalogue's rows: `to_regclass` answers from a cache that, within a
 * transaction, does not hear of what another process has just committed.
 */
const HISTORY_EXISTS = `select exists (select from pg_class
  where relname = '_prisma_migrations'
    and relnamespace = (select oid from pg_namespace where nspname = current_schema())) as present`;
/** Its rows, oldest first. */
const HISTORY = `select migration_name, checksum, finished_at is not null as finished,
  rolled_back_at is not null as rolled_back from _prisma_migrations order by started_at`;

/** As `prisma migrate` makes it, so that its commands go on working. */
const CREATE_HISTORY = `create table _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

const RECORD = `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  values ($1, $2, $3, $4, clock_timestamp(), 1)`;

/**
 * Brings the database to the code's schema.
 *
 * Everything happens in one transaction under a lock: several processes may start at once, and a crash
 * in the middle leaves the database as it was.
 * @param before is told what will be applied to a database that is not new, and waited for
 * @param around applies them, and does in the same transaction what else they make necessary
 * @throws StartError when the database is newer than the code or a migration fails.
 */
export async function migrate(
  driver: Driver,
  log: (line: string) => void,
  migrations: readonly Migration[] = readMigrations(),
  before: (missing: readonly Migration[]) => Promise<void> = async () => {},
  around: (connection: Connection, apply: () => Promise<void>) => Promise<void> = (_, apply) => apply(),
): Promise<void> {
  const missing = await driver.withConnection((connection) => readMissing(connection, migrations));
  if (missing.length === 0) return;
  if (missing.length < migrations.length) await before(missing);
  await driver.withConnection((connection) =>
    inTransaction(connection, async (transaction) => {
      await rowsOf(transaction, `select pg_advisory_xact_lock(${migrationLock})`);
      const stillMissing = await readMissing(transaction, migrations);
      if (stillMissing.length > 0) await around(transaction, () => apply(transaction, stillMissing, log));
    }),
  );
}

async function readMissing(connection: Connection, migrations: readonly Migration[]): Promise<Migration[]> {
  const [table] = await rowsOf<{ present: boolean }>(connection, HISTORY_EXISTS);
  return compareHistory(table?.present ? await rowsOf<HistoryRow>(connection, HISTORY) : [], migrations);
}

async function apply(
  connection: Connection,
  missing: readonly Migration[],
  log: (line: string) => void,
): Promise<void> {
  const what = missing.length === 1 ? "a migration" : `${missing.length} migrations`;
  log(`Applying ${what}: ${missing.map(({ name }) => name).join(", ")}`);
  const [table] = await rowsOf<{ present: boolean }>(connection, HISTORY_EXISTS);
  if (!table?.present) await connection.script(CREATE_HISTORY);
  for (const { name, sql, checksum } of missing) {
    const startedAt = new Date().toISOString();
    await runAll(connection, sql).catch((cause: unknown) => {
      if (cause instanceof DatabaseUnavailable) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new StartError(`The migration ${name} failed, and the database was left as it was: ${reason}`, {
        cause,
      });
    });
    await rowsOf(connection, RECORD, [randomUUID(), checksum, name, startedAt]);
  }
}

async function runAll(connection: Connection, sql: string): Promise<void> {
  for (const statement of splitScript(sql)) await connection.script(statement);
}

async function rowsOf<Row>(
  connection: Connection,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return (await connection.execute({ sql, parameters, parsers: {} })).rows as Row[];
}
