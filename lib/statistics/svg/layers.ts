import type { ChartSeries } from "../view/chartSeries";
import type { DrawnPeriod, SeriesSet } from "./seriesSet";

/** Where a layer of a stack begins and ends in a period; null where the period is withheld. */
export type LayerSpan = readonly [from: number, to: number] | null;

export interface Layer {
  readonly series: ChartSeries;
  /** One for each period. */
  readonly spans: readonly LayerSpan[];
}

/** Series on each other, the first one at the bottom: as shares of what is in the period, or as counts. */
export function stackLayers({ series, points }: SeriesSet, show: "share" | "count"): Layer[] {
  const below = points.map(() => 0);
  const totals = points.map(totalOf);
  return series.map((one) => ({
    series: one,
    spans: points.map((point, index): LayerSpan => {
      const total = totals[index] ?? null;
      if (total === null || (show === "share" && total === 0)) return null;
      const from = below[index] ?? 0;
      const to = from + (point.values[one.key] ?? 0);
      below[index] = to;
      return show === "share" ? [from / total, to / total] : [from, to];
    }),
  }));
}

/** All of a period that is drawn; null where it is withheld. */
export function totalOf({ n, values }: DrawnPeriod): number | null {
  if (n === null) return null;
  return Object.values(values).reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Indexes of neighbours that all have a value, first and last of each run. */
export function runsOf(values: readonly unknown[]): { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const run = runs.at(-1);
    if (run?.last === index - 1) run.last = index;
    else runs.push({ first: index, last: index });
  });
  return runs;
}
