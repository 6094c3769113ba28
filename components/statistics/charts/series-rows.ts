import { sayCount, sayShare } from "@/lib/words/sayNumbers";
import type { ChartData } from "./chart-data";
import type { EndLabel } from "./end-labels";

/** What a chart draws of a period: by `solid0`, `dashed0`, `layer0` … for the first series and on. */
export type SeriesRow = { index: number } & Record<string, number | null>;

/** Whether shares are drawn: windows have no denominator, events and clone times are counts. */
export const drawsShares = ({ form, show }: ChartData) => show === "share" && form !== "lines";

/** The drawn value of a series in a period: a share (0 … 1) or a count; null is a gap. */
export function drawnValue(data: ChartData, index: number, series: number): number | null {
  const point = data.points[index];
  const value = point?.values[series] ?? null;
  if (value === null || !drawsShares(data)) return value;
  return point === undefined || point.n === null || point.n === 0 ? null : value / point.n;
}

/** Lines: the part up to the last finished period is solid, the way from there to an unfinished one is dashed. */
export function lineRows(data: ChartData): SeriesRow[] {
  const last = data.points.length - 1;
  const isUnfinished = data.points[last]?.isUnfinished === true;
  return data.points.map((_, index) => {
    const row: SeriesRow = { index };
    for (const series of data.series.keys()) {
      const value = drawnValue(data, index, series);
      row[`solid${series}`] = isUnfinished && index === last ? null : value;
      row[`dashed${series}`] = isUnfinished && index >= last - 1 ? value : null;
    }
    return row;
  });
}

/** Layers: a folded class has no thickness, since "Other" holds it; a withheld period is a gap in all of them. */
export function layerRows(data: ChartData): SeriesRow[] {
  return data.points.map(({ n }, index) => {
    const row: SeriesRow = { index };
    for (const series of data.series.keys()) {
      row[`layer${series}`] = n === null || n === 0 ? null : (drawnValue(data, index, series) ?? 0);
    }
    return row;
  });
}

/** Names at the ends of lines, or of layers stacked from the ground: of the last period with figures. */
export function endLabels(data: ChartData, isStacked: boolean): EndLabel[] {
  const last = data.points.findLastIndex(({ n }) => n !== null);
  const say = drawsShares(data) ? sayShare : sayCount;
  let ground = 0;
  return data.series.flatMap((one, series) => {
    const value = drawnValue(data, last, series);
    if (value === null || (isStacked && value === 0)) return [];
    ground += value;
    return isStacked
      ? [{ ...one, at: ground - value / 2, thickness: value, value: say(value) }]
      : [{ ...one, at: value, value: say(value) }];
  });
}
