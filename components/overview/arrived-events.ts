import type { StatisticReading } from "@/lib/statistics/view/reading";
import { viewPath } from "@/lib/statistics/view/view";
import type { OverviewReading } from "@/lib/status/readOverview";
import { sayPeriod } from "@/lib/words/sayPeriod";
import { countOf } from "@/lib/words/sayPlurals";
import type { ArrivedEvents } from "./overview-data";

/** All events that arrived: what the overview of a private installation shows. */
export function arrivedEvents(
  { events, perDay, today }: OverviewReading,
  { statistic, view }: Pick<StatisticReading, "statistic" | "view">,
): ArrivedEvents {
  return {
    total: events.days28,
    note: `in 28 days; ${countOf(events.today, "event")} today, ${countOf(events.all, "event")} in all`,
    href: viewPath(statistic, view),
    perDay: { ...perDay, today },
  };
}

/** The events of the newest published week: what the overview shows where figures are published. */
export function publishedEvents({ statistic, view, latest }: StatisticReading): ArrivedEvents {
  return {
    total: latest?.n ?? null,
    note: latest === null ? "" : `of counted instances, ${sayPeriod(view.interval, latest.start)}`,
    href: viewPath(statistic, view),
    perDay: null,
  };
}
