import { StartError } from "../types";
import type { Migration } from "./readMigrations";

/** A row of `_prisma_migrations`. */
export interface HistoryRow {
  migration_name: string;
  checksum: string;
  finished: boolean;
  rolled_back: boolean;
}

/**
 * Whether the table is there. Asked of the catalogue's rows: `to_regclass` answers from a cache that, within a
 * transaction, does not hear of what another process has just committed.
 */
export const HISTORY_EXISTS = `select exists (select from pg_class
  where relname = '_prisma_migrations' and relnamespace = current_schema()::regnamespace) as present`;
/** Its rows, oldest first. */
export const HISTORY = `select migration_name, checksum, finished_at is not null as finished,
  rolled_back_at is not null as rolled_back from _prisma_migrations order by started_at`;

/**
 * Compares what the database says was applied with what the code has.
 *
 * @returns the names of the migrations that are still to be applied, oldest first.
 * @throws StartError when the database is newer than the code, or in a state that only a person can judge.
 */
export function compareHistory(rows: readonly HistoryRow[], migrations: readonly Migration[]): string[] {
  const counted = rows.filter((row) => !row.rolled_back);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newer = counted.find((row) => !known.has(row.migration_name));
  if (newer) {
    throw new StartError(
      `The database is newer than this version of the service: it has the migration ${newer.migration_name}, which is not known here. Start the version that made it, or a later one.`,
    );
  }
  const failed = counted.find((row) => !row.finished);
  if (failed) {
    throw new StartError(
      `The migration ${failed.migration_name} failed earlier and was left unfinished; resolve it with "npx prisma migrate resolve", then start again.`,
    );
  }
  const edited = counted.find((row) => known.get(row.migration_name)?.checksum !== row.checksum);
  if (edited) {
    throw new StartError(
      `The migration ${edited.migration_name} in prisma/migrations is not the one that was applied to the database; restore its file.`,
    );
  }
  const applied = new Set(counted.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name)).map((migration) => migration.name);
}
