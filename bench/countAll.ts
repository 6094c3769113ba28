import type { Database } from "../lib/database/types";
import { takeTurn } from "../lib/jobs/lease";
import { keepStatistics } from "../lib/statistics/count/keepStatistics";
import { statistics } from "../lib/statistics/declared/statistics";
import type { Publication } from "../lib/statistics/publish/publication";

/** Counts all periods that can be counted, as the job does. @returns how many weeks */
export async function countAll(
  database: Database,
  publication: Publication,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<number> {
  let weeks = 0;
  await takeTurn(database, "statistics", (turn) =>
    keepStatistics(database, turn, {
      statistics,
      ...publication,
      now: () => new Date(),
      onProgress(done, all) {
        weeks = done;
        onProgress(done, all);
      },
    }),
  );
  return weeks;
}
