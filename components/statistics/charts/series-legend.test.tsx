import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { statistics } from "@/lib/statistics/declared/statistics";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import { chartData } from "./chart-data";
import { SeriesLegend } from "./series-legend";

it.each(statistics.map((one) => [one.key, one] as const))("legend of %s", (_key, statistic) => {
  const data = chartData(exampleReading(statistic));
  const html = renderToStaticMarkup(<SeriesLegend data={data} />);
  expect(html).not.toMatch(/style=|NaN|undefined/);
  for (const { title, slot } of data.series) {
    expect(html).toContain(title);
    expect(html).toContain(`series-${slot}`);
  }
  expect(html.match(/<li/g)).toHaveLength(statistic.kind === "times" ? 3 : data.series.length);
});
