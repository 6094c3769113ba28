import type { PlainSeries } from "@/lib/charts/plainChart";
import { sayPercent } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";

/** The chart in one sentence, for its title and for readers who do not see it. */
export function sayEventsTakeaway(series: readonly PlainSeries[], days: number): string {
  const period = days === 1 ? "today" : `in ${days} days`;
  const totals = series.map(({ title, values }) => ({
    title,
    total: values.reduce<number>((a, b) => a + (b ?? 0), 0),
  }));
  const all = totals.reduce((sum, { total }) => sum + total, 0);
  const [largest] = totals.toSorted((one, next) => next.total - one.total);
  if (largest === undefined || all === 0) return `No event ${period}`;
  if (series.length === 1) return `“${largest.title}” was the only type of event ${period}`;
  return `“${largest.title}” made up ${share(largest.total, all)} of ${countOf(all, "event")} ${period}`;
}

function share(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  if (percent > 99 && part < whole) return `over ${sayPercent(99)}`;
  return sayPercent(Math.round(percent));
}
