import type { Statistic } from "../declare/declare";
import { activeInstanceStatistic } from "./activeInstances";
import { alertStatistic } from "./alerts";
import { branchingStatistic } from "./branching";
import { branchLifeStatistic } from "./branchLives";
import { cloneLifeStatistic } from "./cloneLives";
import { cloneReuseStatistic } from "./cloneReuse";
import { clonesAtOnceStatistic } from "./clonesAtOnce";
import { clonesPerInstanceStatistic } from "./clonesPerInstance";
import { cloneTimeStatistic } from "./cloneTimes";
import { configurationStatistic } from "./configuration";
import { cpuCoreStatistic } from "./cpuCores";
import { dataFreshnessStatistic } from "./dataFreshness";
import { editionStatistic } from "./editions";
import { engineVersionStatistic } from "./engineVersions";
import { eventsReceivedStatistic } from "./eventsReceived";
import { fileSystemStatistic } from "./fileSystems";
import { fleetChangeStatistic } from "./fleetChanges";
import { memoryStatistic } from "./memory";
import { poolGrowthStatistic } from "./poolGrowth";
import { poolSizeStatistic } from "./poolSize";
import { poolStatistic } from "./pools";
import { poolUseStatistic } from "./poolUse";
import { postgresVersionStatistic } from "./postgresVersions";
import { protectionStatistic } from "./protection";
import { refreshOutcomeStatistic } from "./refreshOutcomes";
import { refreshScheduleStatistic } from "./refreshSchedules";
import { restoreModeStatistic } from "./restoreModes";
import { restoreModeByFileSystemStatistic } from "./restoreModesByFileSystem";
import { retrievalJobStatistic } from "./retrievalJobs";
import { snapshotGapStatistic } from "./snapshotGaps";
import { snapshotStatistic } from "./snapshots";
import { snapshotsDestroyedStatistic } from "./snapshotsDestroyed";
import { sourceProviderStatistic } from "./sourceProviders";
import { uncleanStopStatistic } from "./uncleanStops";
import { upgradeTimeStatistic } from "./upgradeTimes";
import { uptimeStatistic } from "./uptime";
import { versionByFileSystemStatistic } from "./versionsByFileSystem";
import { weekdayStatistic } from "./weekdays";

/** Every published statistic, in reading order: by group, in the order of `statisticGroups`. */
export const statistics: readonly Statistic[] = [
  engineVersionStatistic,
  upgradeTimeStatistic,
  versionByFileSystemStatistic,
  activeInstanceStatistic,
  fleetChangeStatistic,
  editionStatistic,
  fileSystemStatistic,
  restoreModeStatistic,
  restoreModeByFileSystemStatistic,
  postgresVersionStatistic,
  refreshScheduleStatistic,
  snapshotGapStatistic,
  retrievalJobStatistic,
  sourceProviderStatistic,
  poolStatistic,
  poolSizeStatistic,
  poolUseStatistic,
  poolGrowthStatistic,
  cpuCoreStatistic,
  memoryStatistic,
  cloneTimeStatistic,
  dataFreshnessStatistic,
  clonesPerInstanceStatistic,
  cloneReuseStatistic,
  clonesAtOnceStatistic,
  cloneLifeStatistic,
  weekdayStatistic,
  snapshotStatistic,
  snapshotsDestroyedStatistic,
  branchingStatistic,
  branchLifeStatistic,
  protectionStatistic,
  alertStatistic,
  refreshOutcomeStatistic,
  uptimeStatistic,
  uncleanStopStatistic,
  configurationStatistic,
  eventsReceivedStatistic,
];

/** The statistic of that key, or undefined. */
export function findStatistic(key: string): Statistic | undefined {
  return statistics.find((statistic) => statistic.key === key);
}
