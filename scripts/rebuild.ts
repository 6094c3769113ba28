// `npm run db:rebuild [-- --check]`: recomputes the roll-ups from the raw events and reports every difference. There
// must be none; what there is gets put right, unless --check is given. Exits with 1 where there was a difference.

import { openDatabase } from "../lib/database/openDatabase";
import { ensurePartitions, firstDayKept } from "../lib/database/partitions";
import { StartError } from "../lib/database/types";
import { rebuildRollUps } from "../lib/ingest/rebuildRollUps";
import { readSettings, SettingsError } from "../lib/settings";

const checkOnly = process.argv.includes("--check");

try {
  process.exitCode = await rebuild();
} catch (error) {
  if (!(error instanceof StartError || error instanceof SettingsError)) throw error;
  process.stderr.write(`dblab-telemetry: ${error.message}\n`);
  process.exitCode = 1;
}

async function rebuild(): Promise<number> {
  const settings = readSettings(process.env);
  const database = await openDatabase({
    dataFolder: settings.dataFolder,
    holder: "npm run db:rebuild",
    ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
  });
  try {
    await ensurePartitions(database, { now: new Date(), retentionDays: settings.rawRetentionDays });
    const horizon = await firstDayKept(database);
    const report = await rebuildRollUps(database, {
      horizon,
      checkOnly,
      onProgress: (instances) => process.stderr.write(`\r  ${instances} instances`),
    });
    process.stderr.write("\r");
    for (const line of report.differences) process.stdout.write(`${line}\n`);
    const found = report.differences.length;
    const done = found === 0 ? "no difference" : `${found} differences${checkOnly ? "" : ", put right"}`;
    process.stdout.write(
      `${report.events} events of ${report.instances} instances since ${horizon}: ${done}\n`,
    );
    return found === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
