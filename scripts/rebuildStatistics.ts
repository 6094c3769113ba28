// `npm run statistics:rebuild`: recomputes the roll-ups and every point of the published statistics from the raw events,
// and reports what differed from what was stored. There must be nothing; what there is gets put right. Exits with 1 then.

import { rebuildRollUps } from "../lib/ingest/rebuildRollUps";
import { takeTurn } from "../lib/jobs/lease";
import { rebuildStatistics } from "../lib/statistics/count/rebuildStatistics";
import { statistics } from "../lib/statistics/declared/statistics";
import { onDatabase } from "./onDatabase";

await onDatabase("npm run statistics:rebuild", ({ database, settings, horizon }) =>
  takeTurn(database, "statistics", async (turn) => {
    const rollUps = await rebuildRollUps(database, {
      horizon,
      checkOnly: false,
      onProgress: (instances) => {
        void turn.goOn();
        process.stderr.write(`\r  ${instances} instances`);
      },
    });
    const report = await rebuildStatistics(database, turn, {
      statistics,
      now: () => new Date(),
      countAfterDays: settings.countAfterDays,
      onProgress: (done, all) => process.stderr.write(`\r  ${done} of ${all} periods`),
    });
    process.stderr.write("\r");
    for (const line of [...rollUps.differences, ...report.differences]) process.stdout.write(`${line}\n`);
    const found = rollUps.differences.length + report.differences.length;
    process.stdout.write(
      `${rollUps.events} events of ${rollUps.instances} instances since ${horizon}, ${report.points} points of ${report.periods} periods: ` +
        `${found === 0 ? "no difference" : `${found} differences, put right`}\n`,
    );
    return found === 0 ? 0 : 1;
  }),
);
