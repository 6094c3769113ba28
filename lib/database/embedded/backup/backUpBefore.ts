import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Driver, executeAlone } from "../../driver";
import { statementsOn } from "../../statements";
import { StartError } from "../../types";
import { keepBackup } from "./keepBackup";
import { writeBackup } from "./writeBackup";

interface Opened {
  readonly driver: Driver;
  readonly dataFolder: string;
  readonly log: (line: string) => void;
}

/**
 * Keeps a backup of the embedded database as it is before a migration; of one that was begun before, the first.
 * @throws StartError where there is no room for it: without one nobody could go back
 */
export async function backUpBefore(migration: string, { driver, dataFolder, log }: Opened): Promise<void> {
  const file = join(dataFolder, `before-${migration}.tar.gz`);
  if (existsSync(file)) return;
  const { query } = statementsOn((statement) => executeAlone(driver, statement));
  try {
    await keepBackup(writeBackup({ query }, dataFolder), file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The backup before the migration ${migration} could not be made, and nothing was changed: ${why}. Make room for ${file}.`,
      { cause: error },
    );
  }
  log(`A backup from before the migration is kept: ${file}. Remove it when you will not go back`);
}
