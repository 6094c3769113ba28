import type { Statistic } from "./declare";
import { activeInstanceStatistic } from "./declared/activeInstances";
import { cloneTimeStatistic } from "./declared/cloneTimes";
import { engineVersionStatistic } from "./declared/engineVersions";
import { eventsReceivedStatistic } from "./declared/eventsReceived";
import { fileSystemStatistic } from "./declared/fileSystems";
import { memoryStatistic } from "./declared/memory";

/** Every published statistic, in reading order. */
export const statistics: readonly Statistic[] = [
  engineVersionStatistic,
  activeInstanceStatistic,
  fileSystemStatistic,
  memoryStatistic,
  cloneTimeStatistic,
  eventsReceivedStatistic,
];

/** The statistic of that key, or undefined. */
export function findStatistic(key: string): Statistic | undefined {
  return statistics.find((statistic) => statistic.key === key);
}
