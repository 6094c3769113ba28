import type { Session } from "../../database/types";
import { loadFrame } from "../../statistics/count/loadFrames";
import type { ShareStatistic } from "../../statistics/declare/declare";
import { cloneTimeStatistic } from "../../statistics/declared/cloneTimes";
import { engineVersionStatistic } from "../../statistics/declared/engineVersions";
import { fileSystemStatistic } from "../../statistics/declared/fileSystems";
import { memoryStatistic } from "../../statistics/declared/memory";
import { poolSizeStatistic } from "../../statistics/declared/poolSize";
import { postgresVersionStatistic } from "../../statistics/declared/postgresVersions";
import { refreshScheduleStatistic } from "../../statistics/declared/refreshSchedules";
import { restoreModeStatistic } from "../../statistics/declared/restoreModes";
import type { Publication } from "../../statistics/publish/publication";
import type { StatisticReading, View } from "../../statistics/view/reading";
import { defaultView } from "../../statistics/view/view";
import { dayOf, periodOf } from "../../words/period";
import { compareClass } from "./compareClass";
import { compareCloneTimes, readOwnCloneTimes } from "./compareCloneTimes";
import type { Comparison } from "./types";

export interface CompareOptions {
  readonly publication: Publication;
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  readonly now: () => Date;
}

/** What an instance is compared by, beside its clone times. */
const classStatistics: readonly ShareStatistic[] = [
  engineVersionStatistic,
  fileSystemStatistic,
  restoreModeStatistic,
  refreshScheduleStatistic,
  postgresVersionStatistic,
  memoryStatistic,
  poolSizeStatistic,
];

/**
 * Lays an instance beside the published figures, and beside nothing else: its clone times of the last 28 days and the
 * classes of its latest start. Without a start, or with one that cannot be read, only its clone times.
 */
export async function compare(
  database: Pick<Session, "sql" | "query">,
  key: string,
  { publication, readStatistic, now }: CompareOptions,
): Promise<Comparison[]> {
  const today = dayOf(now());
  const [own, times, published] = await Promise.all([
    loadFrame(database, key, periodOf("week", today), publication),
    readOwnCloneTimes(database, key, today),
    readStatistic(cloneTimeStatistic.key, defaultView(cloneTimeStatistic)),
  ]);
  const comparisons = times === null ? [] : [compareCloneTimes(times, published)];
  const frame = own?.frame;
  if (!frame) return comparisons;
  const ofClasses = classStatistics.map(async (statistic) => {
    const name = statistic.classify(frame);
    const reading = await readStatistic(statistic.key, defaultView(statistic));
    return compareClass(statistic, name, statistic.words?.own?.(frame) ?? null, reading);
  });
  return [...comparisons, ...(await Promise.all(ofClasses))];
}
