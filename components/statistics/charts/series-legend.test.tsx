import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
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

it("says once that a band is not published, and never half of it", () => {
  const data = chartData(exampleReading(cloneTimeStatistic));
  const points = data.points.map((point) => ({ ...point, seconds: [null, 0.9, 1.3, null, null, null] }));
  const text = renderToStaticMarkup(<SeriesLegend data={{ ...data, points }} />).replaceAll(/<[^>]+>/g, "");
  expect(text.match(/too few/g)).toHaveLength(2);
  expect(text).not.toMatch(/too few–|–too few/);
});
