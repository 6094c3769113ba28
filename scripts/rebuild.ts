// `npm run db:rebuild [-- --check]`: recomputes the roll-ups from the raw events and reports every difference. There
// must be none; what there is gets put right, unless --check is given. Exits with 1 where there was a difference.

import { rebuildRollUps } from "../lib/ingest/rebuildRollUps";
import { onDatabase } from "./onDatabase";

const checkOnly = process.argv.includes("--check");

await onDatabase("npm run db:rebuild", async ({ database, horizon }) => {
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
});
