import type { StatisticReading } from "@/lib/statistics/view/reading";
import { viewPath } from "@/lib/statistics/view/view";
import type { OverviewReading } from "@/lib/status/readOverview";
import { countOf } from "@/lib/words/sayPlurals";
import type { ArrivedEvents } from "./overview-data";

/**
 * The events that the overview shows. A private installation sees all that arrived. One that publishes shows what the
 * statistic shows, for a plain count of events could be about one instance.
 * @param received the statistic of events received, by day
 */
export function arrivedEvents(
  { events, perDay, today }: OverviewReading,
  received: StatisticReading,
): ArrivedEvents {
  const href = viewPath(received.statistic, received.view);
  if (received.isPrivate) {
    return {
      total: events.days28,
      note: `in 28 days; ${countOf(events.today, "event")} today, ${countOf(events.all, "event")} in all`,
      href,
      perDay: { ...perDay, today },
    };
  }
  const published = received.periods.filter(({ n }) => n !== null);
  const withheld = received.periods.length - published.length;
  return {
    total: received.state === "tooFew" ? null : published.reduce((sum, { n }) => sum + (n ?? 0), 0),
    note: `of counted instances, in ${countOf(published.length, "day")}${
      withheld > 0 ? `; ${countOf(withheld, "day")} with too few instances left out` : ""
    }`,
    href,
    perDay: {
      days: received.periods.map(({ start, values }) => ({ day: start, counts: values })),
      types: received.classes.map(({ key, title }) => ({ name: key, title })),
      today,
    },
  };
}
