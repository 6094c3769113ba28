import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { StartError } from "../types";
import { compareHistory, HISTORY, HISTORY_EXISTS, type HistoryRow } from "./compareHistory";
import { type Migration, readMigrations } from "./readMigrations";

/** Number of the advisory lock under which one process at a time migrates; it only has to be the same for all. */
const LOCK = 4_201_126;

/** One session of the database, on which a transaction can be held. */
export interface Session {
  rows<Row>(sql: string): Promise<Row[]>;
  /** Runs a script of several statements. */
  script(sql: string): Promise<void>;
  /** Prisma's adapter on this very session. */
  adapter(): Promise<SqlDriverAdapter>;
}

/** How a kind of database gives out a session. */
export interface Migratable {
  session<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs `work` between BEGIN and COMMIT. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
}

/**
 * Brings the database to the code's schema, and loads Prisma's engine only when something is missing.
 *
 * Everything happens in one transaction under a lock: several processes may start at once, and a crash
 * in the middle leaves the database as it was.
 * @throws StartError when the database is newer than the code or a migration fails.
 */
export async function migrate(
  database: Migratable,
  log: (line: string) => void,
  migrations: readonly Migration[] = readMigrations(),
): Promise<void> {
  const missing = await database.session((session) => readMissing(session, migrations));
  if (missing.length === 0) return;
  await database.transaction(async (session) => {
    await session.rows(`select pg_advisory_xact_lock(${LOCK})`);
    const stillMissing = await readMissing(session, migrations);
    if (stillMissing.length > 0) await apply(session, migrations, stillMissing, log);
  });
}

async function readMissing(session: Session, migrations: readonly Migration[]): Promise<string[]> {
  const [table] = await session.rows<{ present: boolean }>(HISTORY_EXISTS);
  return compareHistory(table?.present ? await session.rows<HistoryRow>(HISTORY) : [], migrations);
}

async function apply(
  session: Session,
  migrations: readonly Migration[],
  missing: string[],
  log: (line: string) => void,
): Promise<void> {
  const { applyMigrations } = await import("./schemaEngine");
  log(
    `Applying ${missing.length === 1 ? "a migration" : `${missing.length} migrations`}: ${missing.join(", ")}`,
  );
  let firstError: unknown;
  const factory = await onSession(session, (error) => {
    firstError ??= error;
  });
  try {
    await applyMigrations(factory, migrations);
  } catch (error) {
    const cause = firstError ?? error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`A migration failed, and the database was left as it was: ${reason}`, { cause });
  }
}

/** The engine connects twice; both connections are the one session, so that all it does is in its transaction. */
async function onSession(
  session: Session,
  onScriptError: (error: unknown) => void,
): Promise<SqlMigrationAwareDriverAdapterFactory> {
  const adapter = await session.adapter();
  const sharing: SqlDriverAdapter = Object.assign(Object.create(adapter) as SqlDriverAdapter, {
    executeScript: (script: string) =>
      session.script(script).catch((error: unknown) => {
        onScriptError(error);
        throw error;
      }),
    dispose: async () => {},
  });
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => sharing,
    connectToShadowDb: () => Promise.reject(new Error("applying migrations needs no shadow database")),
  };
}
