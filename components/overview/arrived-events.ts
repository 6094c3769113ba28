import type { StatisticReading } from "@/lib/statistics/view/reading";
import { viewPath } from "@/lib/statistics/view/view";
import type { OverviewReading } from "@/lib/status/readOverview";
import { addDays } from "@/lib/words/period";
import { sayPeriod } from "@/lib/words/sayPeriod";
import { countOf } from "@/lib/words/sayPlurals";
import { courseOf } from "./headlines";
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
    course: {
      interval: "day",
      periods: perDay.days.map(({ day }) => ({ start: day, end: addDays(day, 1) })),
      values: perDay.days.map(({ counts }) => Object.values(counts).reduce((sum, one) => sum + one, 0)),
    },
    perDay: { ...perDay, today },
  };
}

/** The events of the newest published week: what the overview shows where figures are published. */
export function publishedEvents(reading: StatisticReading): ArrivedEvents {
  const { statistic, view, latest } = reading;
  return {
    total: latest?.n ?? null,
    note: latest === null ? "" : `of counted instances, ${sayPeriod(view.interval, latest.start)}`,
    href: viewPath(statistic, view),
    course: courseOf(reading, ({ n }) => n),
    perDay: null,
  };
}
