import { countAfterEndHours } from "../../../statistics/count/closing";
import { holding } from "../../../statistics/count/countWeeks";
import { leastChangedGroups } from "../../../statistics/count/revise";
import { noiseTable } from "../../../statistics/publish/noise";
import { leastInstancesOf } from "../../../statistics/publish/publishTimes";
import { methodologyVersions } from "../../../statistics/view/reading";
import type { ReleaseSource } from "../source";

/** The rules as they were, in numbers. */
export function methodologyJson({ countAfterDays, door, statistics }: ReleaseSource) {
  return {
    versions: methodologyVersions,
    countedHoursAfterWeek: countAfterEndHours,
    countAfterDays,
    publishMinInstances: door.publishMinInstances,
    revisionChangesInstancesAtLeast: leastChangedGroups * door.publishMinInstances,
    heldForReview: {
      fromWeek: holding.afterWeeks + 1,
      newInstancesMoreThan: holding.moreThan,
      timesMedianOfWeeksBefore: holding.times,
    },
    noise: noiseTable.map(([added, of65536]) => ({ added, of65536 })),
    percentilesFromInstances: leastInstancesOf,
    boundOfInstance: Object.fromEntries(
      statistics.flatMap((one) => ("bound" in one ? [[one.key, one.bound]] : [])),
    ),
  };
}
