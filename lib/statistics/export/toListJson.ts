import type { Statistic } from "../declare/declare";
import { dataLicence } from "../view/reading";
import { defaultView } from "../view/view";
import type { StatisticList } from "./statisticJson";
import { describeStatistic, linksOf, methodologyAt } from "./toJson";

/**
 * The list of all statistics as a JSON object; `statisticListSchema` describes it.
 * @param baseUrl of this installation, without a slash at the end
 */
export function toListJson(
  statistics: readonly Statistic[],
  { baseUrl }: { readonly baseUrl: string },
): StatisticList {
  return {
    statistics: statistics.map((statistic) => ({
      ...describeStatistic(statistic),
      links: linksOf(statistic, defaultView(statistic), baseUrl),
    })),
    licence: { ...dataLicence },
    methodology: methodologyAt(baseUrl),
  };
}
