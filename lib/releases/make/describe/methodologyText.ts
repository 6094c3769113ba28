import { countAfterEndHours } from "../../../statistics/count/closing";
import { holding } from "../../../statistics/count/countWeeks";
import { leastChangedGroups } from "../../../statistics/count/revise";
import { statisticGroups } from "../../../statistics/declare/declare";
import { noiseTable } from "../../../statistics/publish/noise";
import { leastInstancesOf } from "../../../statistics/publish/publishTimes";
import { methodologyVersions } from "../../../statistics/view/reading";
import { sayDay } from "../../../words/sayDates";
import { countOf } from "../../../words/sayPlurals";
import type { ReleaseSource } from "../source";

const most = Math.max(...noiseTable.map(([noise]) => noise));

/** The rules as they were, for people: what every figure is held to, and how each statistic is computed. */
export function methodologyText(source: ReleaseSource): string {
  const { countAfterDays, door, statistics, baseUrl } = source;
  const least = door.publishMinInstances;
  const [version] = methodologyVersions;
  return [
    `# Methodology ${version.version}`,
    "",
    `As it was on ${sayDay(source.publishedAt)}. Today's: ${baseUrl}/methodology`,
    "",
    "## Every figure",
    "",
    `- Counted are instances, not events: each once in a week, with the last it said about itself. An instance counts once it has sent a valid engine_started and was seen on two days ${countOf(countAfterDays, "day")} apart, by the service's clock.`,
    `- Weeks are ISO weeks, Monday to Sunday, in UTC. A week is counted once, ${countAfterEndHours} hours after its end, and stays as it is: no late event, erasure or edition changes it.`,
    `- Only a revision of the operator's does. It has a date and a reason, is listed, and is refused where fewer than ${leastChangedGroups * least} instances would be counted otherwise.`,
    `- From the ${ordinal(holding.afterWeeks + 1)} week on, a week in which more than ${holding.moreThan} instances are new, and more than ${holding.times} times the median of the ${holding.afterWeeks} before, is held until the operator releases it; held weeks are in no release.`,
    `- Every number of instances is perturbed: a number from -${most} to +${most} is added, which depends on who the instances are and on a secret key. The same instances always get the same number; over all groups it adds nothing.`,
    `- Fewer than ${least} instances are not published. Nobody and too few look the same: a figure that is not there is one of both.`,
    `- "other" is what the classes that are published leave of n. n is the denominator: who could answer.`,
    `- Percentiles need support: the 25th and 75th ${leastInstancesOf[25]} instances, the 5th and 95th ${leastInstancesOf[95]}, the 99th ${leastInstancesOf[99]}.`,
    "- Sums of events are bounded for each instance, moved by up to one instance's largest contribution, and withheld where one instance makes more than half.",
    "- Months, quarters and years are functions of published weeks: the mean week's instances, the mean of the weeks' shares, the middle week's percentiles. So they are not in a release; a week belongs to the month that its Thursday is in.",
    "",
    "## Each statistic",
    ...Object.entries(statisticGroups).flatMap(([group, title]) => [
      "",
      `### ${title}`,
      ...statistics
        .filter((one) => one.group === group)
        .flatMap((one) => [
          "",
          `**${one.title}** (\`${one.key}\`). ${one.question} ${one.method}`,
          ...(one.caveat === undefined ? [] : [`Caveat: ${one.caveat}`]),
          ...(one.outside === undefined ? [] : [`Not in n: ${one.outside}.`]),
        ]),
    ]),
    "",
  ].join("\n");
}

function ordinal(number: number): string {
  return `${number}${["th", "st", "nd", "rd"][number % 100 > 10 && number % 100 < 14 ? 0 : number % 10] ?? "th"}`;
}
