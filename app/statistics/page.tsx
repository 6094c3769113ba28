import { StatisticList } from "@/components/statistics/statistic-list";
import { getServices } from "@/lib/services";
import { statistics } from "@/lib/statistics/declared/statistics";
import { defaultView } from "@/lib/statistics/view/view";

export const metadata = {
  title: "Statistics",
  description:
    "How DBLab Engine is used: versions, file systems, clone times and more, as charts, tables, CSV and JSON.",
};

/** `/statistics`: every published statistic. */
export default async function Page() {
  const { readStatistic } = await getServices();
  const readings = await Promise.all(
    statistics.map((statistic) => readStatistic(statistic.key, defaultView(statistic))),
  );
  return <StatisticList readings={readings} />;
}
