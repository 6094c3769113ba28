import { arrivedEvents } from "@/components/overview/arrived-events";
import { FirstSteps } from "@/components/overview/first-steps";
import { Overview } from "@/components/overview/overview";
import { getServices } from "@/lib/services";
import { findStatistic } from "@/lib/statistics/declared/statistics";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { defaultView } from "@/lib/statistics/view/view";
import { readBaseUrl } from "./_shared/readBaseUrl";

export const dynamic = "force-dynamic";

export default async function OverviewPage() {
  const { readOverview } = await getServices();
  const reading = await readOverview();
  const isEmpty = reading.events.all === 0 && reading.exampleEvents === 0 && reading.refusals.length === 0;
  if (isEmpty) return <FirstSteps baseUrl={await readBaseUrl()} />;
  const [activeInstances, cloneTimes, engineVersions, fileSystems, restoreModes, received] =
    await Promise.all([
      read("active-instances"),
      read("clone-times"),
      read("engine-versions"),
      read("file-systems"),
      read("restore-modes"),
      read("events-received", { range: "30d", interval: "day" }),
    ]);
  const { computedAt, exampleEvents, refusals } = reading;
  const { isPrivate } = received;
  return (
    <Overview
      data={{
        ...{ computedAt, exampleEvents, refusals, isPrivate },
        headlines: { activeInstances, cloneTimes, engineVersions, fileSystems, restoreModes },
        events: arrivedEvents(reading, received),
      }}
    />
  );
}

async function read(key: string, chosen: Partial<StatisticReading["view"]> = {}): Promise<StatisticReading> {
  const statistic = findStatistic(key);
  if (statistic === undefined) throw new RangeError(`There is no statistic ${key}`);
  const { readStatistic } = await getServices();
  return readStatistic(key, { ...defaultView(statistic), ...chosen });
}
