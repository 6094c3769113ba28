import { openEmbedded } from "./embedded/openEmbedded";
import { openPostgres } from "./postgresql/openPostgres";
import type { Database, OpenOptions } from "./types";

/**
 * Opens the database: the PostgreSQL server of `databaseUrl`, or else the embedded one in `dataFolder`.
 * Locks the folder, waits for nothing, migrates; the database is ready for statements when this resolves.
 *
 * @throws StartError with one line for the terminal when it cannot be opened.
 */
export function openDatabase(options: OpenOptions): Promise<Database> {
  return options.databaseUrl === undefined
    ? openEmbedded(options)
    : openPostgres(options.databaseUrl, options.log, options);
}
