import type { ChartData } from "./chart-data";

/** Which picture of a statistic: its own, the latest period's bars, its classes over time, or the distribution. */
export type ChartPart = "main" | "latest" | "overTime" | "curve";

export type PlotKind = "area" | "bars" | "histogram" | "columns" | "lines" | "percentiles" | "curve";

/** How a plot marks the period that is not over; null where it shows one period or the distribution. */
export const unfinishedMarks: Readonly<Record<PlotKind, "dashed" | "hatched" | null>> = {
  area: "hatched",
  columns: "hatched",
  lines: "dashed",
  percentiles: "dashed",
  bars: null,
  histogram: null,
  curve: null,
};

/** The plot that draws a part of a statistic. */
export function plotKindOf(
  { form, draw, overlaps }: Pick<ChartData, "form" | "draw" | "overlaps">,
  part: ChartPart,
): PlotKind {
  if (part === "curve") return "curve";
  if (part === "latest") return form === "histogram" ? "histogram" : "bars";
  if (form === "percentiles" || form === "columns" || form === "lines") return form;
  if (part === "main" && form !== "area") return form;
  // Classes that overlap do not add up to anything.
  return draw === "lines" || overlaps ? "lines" : "area";
}

const rowHeights = [
  "h-11 sm:h-8",
  "h-22 sm:h-16",
  "h-33 sm:h-24",
  "h-44 sm:h-32",
  "h-55 sm:h-40",
  "h-66 sm:h-48",
  "h-77 sm:h-56",
  "h-88 sm:h-64",
  "h-99 sm:h-72",
  "h-110 sm:h-80",
  "h-121 sm:h-88",
  "h-132 sm:h-96",
  "h-143 sm:h-104",
  "h-154 sm:h-112",
  "h-165 sm:h-120",
  "h-176 sm:h-128",
] as const;

const heights: Record<Exclude<PlotKind, "bars">, string> = {
  area: "h-72 sm:h-80",
  lines: "h-72 sm:h-80",
  columns: "h-72 sm:h-80",
  histogram: "sm:h-80",
  percentiles: "h-84 sm:h-96",
  curve: "h-64 sm:h-72",
};

/** The class names of a plot's height, known before it is drawn so that nothing moves. */
export function plotHeight({ bars }: ChartData, kind: PlotKind): string {
  const rows = rowHeights[Math.min(rowHeights.length, Math.max(1, bars.length)) - 1] ?? "";
  if (kind === "bars") return rows;
  return kind === "histogram" ? `${rows.split(" ")[0]} ${heights.histogram}` : heights[kind];
}
