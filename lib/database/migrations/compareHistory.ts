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
 * Compares what the database says was applied with what the code has.
 *
 * @returns the migrations that are still to be applied, oldest first.
 * @throws StartError when the database is newer than the code, or in a state that only a person can judge.
 */
export function compareHistory(rows: readonly HistoryRow[], migrations: readonly Migration[]): Migration[] {
  const counted = rows.filter((row) => !row.rolled_back);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newer = counted.find((row) => !known.has(row.migration_name));
  if (newer) {
    throw new StartError(
      `The database is newer than this version of the service: it has the migration ${newer.migration_name}, which is not known here. Start the version that made it, or a later one; to go back, restore the backup from before it (docs/operating.md, Upgrade and back out).`,
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
  return migrations.filter((migration) => !applied.has(migration.name));
}
