import { arrivedEvents, publishedEvents } from "@/components/overview/arrived-events";
import { FirstSteps } from "@/components/overview/first-steps";
import { Overview } from "@/components/overview/overview";
import { OverviewAway } from "@/components/overview/overview-away";
import { getServices } from "@/lib/services";
import type { Statistic } from "@/lib/statistics/declare/declare";
import { activeInstanceStatistic } from "@/lib/statistics/declared/activeInstances";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
import { engineVersionStatistic } from "@/lib/statistics/declared/engineVersions";
import { eventsReceivedStatistic } from "@/lib/statistics/declared/eventsReceived";
import { fileSystemStatistic } from "@/lib/statistics/declared/fileSystems";
import { restoreModeStatistic } from "@/lib/statistics/declared/restoreModes";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { defaultView } from "@/lib/statistics/view/view";
import { readBaseUrl } from "./_shared/readBaseUrl";
import { unlessAway } from "./_shared/unlessAway";

export default async function OverviewPage() {
  return (await unlessAway(makePage())) ?? <OverviewAway />;
}

async function makePage() {
  const { readOverview, readExamples, settings } = await getServices();
  // Whether an installation that publishes has got its first event is not told.
  const arrived = settings.isPrivate ? await readOverview() : null;
  const { computedAt, exampleEvents } = arrived ?? (await readExamples());
  if (arrived?.events.all === 0 && exampleEvents === 0 && !arrived.hasRefusals)
    return <FirstSteps baseUrl={await readBaseUrl()} />;
  const [activeInstances, cloneTimes, engineVersions, fileSystems, restoreModes, received] =
    await Promise.all([
      read(activeInstanceStatistic),
      read(cloneTimeStatistic),
      read(engineVersionStatistic),
      read(fileSystemStatistic),
      read(restoreModeStatistic),
      read(eventsReceivedStatistic, settings.isPrivate ? { range: "30d", interval: "day" } : {}),
    ]);
  const { isPrivate } = settings;
  return (
    <Overview
      data={{
        ...{ computedAt, exampleEvents, isPrivate },
        headlines: { activeInstances, cloneTimes, engineVersions, fileSystems, restoreModes },
        events: arrived === null ? publishedEvents(received) : arrivedEvents(arrived, received),
      }}
    />
  );
}

async function read(
  statistic: Statistic,
  chosen: Partial<StatisticReading["view"]> = {},
): Promise<StatisticReading> {
  const { readStatistic } = await getServices();
  return readStatistic(statistic.key, { ...defaultView(statistic), ...chosen });
}
