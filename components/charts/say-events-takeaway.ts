import { sayPercent } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import type { StackedEvents } from "./stack-event-types";

/** The chart in one sentence, for its title and for readers who do not see it. */
export function sayEventsTakeaway({ series, days, total }: StackedEvents): string {
  const period = days.length === 1 ? "today" : `in ${days.length} days`;
  const largest = series.find(({ slot }) => slot !== "other");
  if (!largest || total === 0) return `No event ${period}`;
  if (series.length === 1) return `“${largest.title}” was the only type of event ${period}`;
  return `“${largest.title}” made up ${share(largest.total, total)} of ${countOf(total, "event")} ${period}`;
}

function share(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  if (percent > 99 && part < whole) return `over ${sayPercent(99)}`;
  return sayPercent(Math.round(percent));
}
