import { openDatabase } from "../lib/database/openDatabase";
import { ensurePartitions, firstDayKept } from "../lib/database/partitions";
import { type Database, DatabaseInUse, StartError } from "../lib/database/types";
import { readSettings, type Settings, SettingsError } from "../lib/settings/settings";

/** The installation's database, open, and what a command needs to know about it. */
export interface OpenInstallation {
  readonly database: Database;
  readonly settings: Settings;
  /** The first day (`YYYY-MM-DD`) of which all raw events are there. */
  readonly horizon: string;
}

const inUseWords =
  "Without DATABASE_URL a command needs the database to itself: stop the service, run the command, and start it again.";

/**
 * Runs a command on the database that the environment names and closes it; what `work` gives is the exit code. An error that the operator
 * can mend is one line and exit code 1.
 * @param holder named to whoever finds the embedded database in use
 */
export async function onDatabase(
  holder: string,
  work: (installation: OpenInstallation) => Promise<number>,
): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const database = await openDatabase({
      dataFolder: settings.dataDir,
      holder,
      ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
    });
    try {
      await ensurePartitions(database, { now: new Date(), retentionDays: settings.rawRetentionDays });
      process.exitCode = await work({ database, settings, horizon: await firstDayKept(database) });
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof StartError || error instanceof SettingsError)) throw error;
    process.stderr.write(`dblab-telemetry: ${error.message}\n`);
    if (error instanceof DatabaseInUse) process.stderr.write(`${inUseWords}\n`);
    process.exitCode = 1;
  }
}
