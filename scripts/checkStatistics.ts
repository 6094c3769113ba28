// `npm run statistics:check`: counts every stored period of the statistics again and says which would be counted otherwise
// today. Changes nothing: a private installation puts itself right, published weeks change by a revision only
// (`npm run admin -- statistics revise`). Exits with 1 where there are differences.

import { openPepper } from "../lib/openPepper";
import { checkCounts } from "../lib/statistics/count/checkCounts";
import { statistics } from "../lib/statistics/declared/statistics";
import { createPublication } from "../lib/statistics/publish/publication";
import { onDatabase } from "./onDatabase";

await onDatabase("npm run statistics:check", async ({ database, settings }) => {
  const { periods, differences } = await checkCounts(database, {
    statistics,
    ...createPublication(settings, await openPepper(database, settings)),
    now: () => new Date(),
    onProgress: (done, all) => process.stderr.write(`\r  ${done} of ${all} periods`),
  });
  process.stderr.write("\r");
  for (const line of differences) process.stdout.write(`${line}\n`);
  process.stdout.write(
    `${periods} periods: ${differences.length === 0 ? "no difference" : `${differences.length} differences`}\n`,
  );
  return differences.length === 0 ? 0 : 1;
});
