import type { Chart } from "@/lib/charts/chart";
import { heightOf, sceneOf } from "@/lib/charts/layOut";
import { paintSvg } from "@/lib/charts/paintSvg";
import { ChartShell } from "./chart-shell";
import { Drawing } from "./drawing";

interface ChartViewProps {
  chart: Chart;
  /** How wide its place is on a wide screen: the page, the page beside a list, or a column of it. */
  place?: keyof typeof widths;
  /** The address of the view without its range; where there is one, a part of the range can be chosen in the chart. */
  rangePath?: string | undefined;
  hasLegend?: boolean;
}

// Drawn for each place and for a phone, so that letters have their size in all of them.
const widths = { page: 1104, beside: 744, column: 540 } as const;
const phone = 358;

/**
 * A chart with its legend: the picture is painted on the server, and becomes interactive when somebody touches it. Both are
 * painted from the same scene.
 */
export function ChartView({ chart, place = "page", rangePath, hasLegend = true }: ChartViewProps) {
  const draw = (width: number) =>
    paintSvg(sceneOf(chart, { width, height: heightOf(chart, width) }), {
      tokens: "page",
      label: chart.description,
    });
  return (
    <ChartShell chart={chart} rangePath={rangePath} hasLegend={hasLegend}>
      <Drawing svg={draw(widths[place])} className="hidden sm:block [&_svg]:h-auto" />
      <Drawing svg={draw(phone)} className="sm:hidden [&_svg]:h-auto" />
    </ChartShell>
  );
}
