import type { Statistic } from "./declare";
import { activeInstanceStatistic } from "./declared/activeInstances";
import { alertStatistic } from "./declared/alerts";
import { branchingStatistic } from "./declared/branching";
import { clonesPerInstanceStatistic } from "./declared/clonesPerInstance";
import { cloneTimeStatistic } from "./declared/cloneTimes";
import { cpuCoreStatistic } from "./declared/cpuCores";
import { editionStatistic } from "./declared/editions";
import { engineVersionStatistic } from "./declared/engineVersions";
import { eventsReceivedStatistic } from "./declared/eventsReceived";
import { fileSystemStatistic } from "./declared/fileSystems";
import { memoryStatistic } from "./declared/memory";
import { poolSizeStatistic } from "./declared/poolSize";
import { poolStatistic } from "./declared/pools";
import { poolUseStatistic } from "./declared/poolUse";
import { postgresVersionStatistic } from "./declared/postgresVersions";
import { refreshScheduleStatistic } from "./declared/refreshSchedules";
import { restoreModeStatistic } from "./declared/restoreModes";
import { retrievalJobStatistic } from "./declared/retrievalJobs";
import { snapshotStatistic } from "./declared/snapshots";
import { sourceProviderStatistic } from "./declared/sourceProviders";
import { uptimeStatistic } from "./declared/uptime";

/** Every published statistic, in reading order: by group, in the order of `statisticGroups`. */
export const statistics: readonly Statistic[] = [
  engineVersionStatistic,
  activeInstanceStatistic,
  editionStatistic,
  fileSystemStatistic,
  restoreModeStatistic,
  postgresVersionStatistic,
  refreshScheduleStatistic,
  retrievalJobStatistic,
  sourceProviderStatistic,
  poolStatistic,
  poolSizeStatistic,
  poolUseStatistic,
  cpuCoreStatistic,
  memoryStatistic,
  cloneTimeStatistic,
  clonesPerInstanceStatistic,
  snapshotStatistic,
  branchingStatistic,
  alertStatistic,
  uptimeStatistic,
  eventsReceivedStatistic,
];

/** The statistic of that key, or undefined. */
export function findStatistic(key: string): Statistic | undefined {
  return statistics.find((statistic) => statistic.key === key);
}
