import type { ShownInstance } from "@/components/instance/instance-frame";
import { StatisticsPage } from "@/components/instance/statistics/statistics-page";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { getServices } from "@/lib/services";

/** An instance beside the published figures, and where it counts, whoever looks at it. */
export async function statisticsPage(instance: OpenInstance & ShownInstance) {
  const { instances } = await getServices();
  const [comparisons, countedIn] = await Promise.all([
    instances.compare(instance),
    instances.readCountedIn(instance),
  ]);
  return <StatisticsPage instance={instance} comparisons={comparisons} countedIn={countedIn} />;
}
