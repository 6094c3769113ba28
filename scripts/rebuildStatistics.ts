// `npm run statistics:rebuild`: recomputes the roll-ups and every point of the published statistics from the raw events,
// and reports what differed from what was stored. There must be nothing; what there is gets put right. Exits with 1 then.

import { randomUUID } from "node:crypto";
import { openDatabase } from "../lib/database/openDatabase";
import { ensurePartitions, firstDayKept } from "../lib/database/partitions";
import { StartError } from "../lib/database/types";
import { rebuildRollUps } from "../lib/ingest/rebuildRollUps";
import { readSettings, SettingsError } from "../lib/settings";
import { takeLease } from "../lib/statistics/lease";
import { rebuildStatistics } from "../lib/statistics/rebuildStatistics";
import { statistics } from "../lib/statistics/statistics";

const leaseMs = 120_000;

try {
  process.exitCode = await rebuild();
} catch (error) {
  if (!(error instanceof StartError || error instanceof SettingsError)) throw error;
  process.stderr.write(`dblab-telemetry: ${error.message}\n`);
  process.exitCode = 1;
}

async function rebuild(): Promise<number> {
  const settings = readSettings(process.env);
  const now = () => new Date();
  const database = await openDatabase({
    dataFolder: settings.dataFolder,
    holder: "npm run statistics:rebuild",
    ...(settings.databaseUrl === undefined ? {} : { databaseUrl: settings.databaseUrl }),
  });
  try {
    await ensurePartitions(database, { now: now(), retentionDays: settings.rawRetentionDays });
    const lease = await takeLease(database, { job: "statistics", holder: randomUUID(), forMs: leaseMs, now });
    if (lease === null) {
      throw new StartError(
        "another process is computing statistics; try again in two minutes, or stop it first",
      );
    }
    const horizon = await firstDayKept(database);
    const rollUps = await rebuildRollUps(database, {
      horizon,
      checkOnly: false,
      onProgress: (instances) => {
        void lease.renew();
        process.stderr.write(`\r  ${instances} instances`);
      },
    });
    const report = await rebuildStatistics(database, lease, {
      statistics,
      now,
      countAfterDays: settings.countAfterDays,
      onProgress: (done, all) => process.stderr.write(`\r  ${done} of ${all} periods`),
    });
    await lease.release();
    process.stderr.write("\r");
    for (const line of [...rollUps.differences, ...report.differences]) process.stdout.write(`${line}\n`);
    const found = rollUps.differences.length + report.differences.length;
    process.stdout.write(
      `${rollUps.events} events of ${rollUps.instances} instances since ${horizon}, ${report.points} points of ${report.periods} periods: ` +
        `${found === 0 ? "no difference" : `${found} differences, put right`}\n`,
    );
    return found === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
