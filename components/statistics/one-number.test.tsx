import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { readXml } from "@/lib/charts/testing/readXml";
import { chartOf } from "@/lib/statistics/chart/chartOf";
import { partsOf } from "@/lib/statistics/chart/parts";
import { statistics } from "@/lib/statistics/declared/statistics";
import { readRecords } from "@/lib/statistics/export/testing/readCsv";
import { toCsv } from "@/lib/statistics/export/toCsv";
import { toJson } from "@/lib/statistics/export/toJson";
import { drawStatistic } from "@/lib/statistics/picture/drawStatistic";
import { sayTakeaway } from "@/lib/statistics/say/takeaway";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import { percentiles, type StatisticReading, type View } from "@/lib/statistics/view/reading";
import { sayCount, saySeconds, sayShare } from "@/lib/words/sayNumbers";
import { Legend } from "../charts/legend";
import { Readout } from "../charts/readout";
import { StatisticTable } from "./statistic-table";

/** Every choice that changes what is shown, each with every other; of long ranges some. */
const views: readonly Partial<View>[] = [
  ...(["all", "community"] as const).flatMap((edition) =>
    (["share", "count"] as const).flatMap((show) =>
      (["stacked", "lines"] as const).map((draw) => ({ edition, show, draw, range: "90d" as const })),
    ),
  ),
  { range: "all" },
  { range: "all", show: "count", draw: "lines", interval: "month" },
];

/** Some classes and periods are withheld, as where figures are published; the sentence is the real one. */
function readingOf(key: string, view: Partial<View>): StatisticReading {
  const statistic = statistics.find((one) => one.key === key);
  if (statistic === undefined) throw new RangeError(key);
  const reading = exampleReading(statistic, { view });
  const periods = reading.periods.map((period, index) => {
    if (index % 7 === 3) return { ...period, n: null, values: {}, times: null };
    const kept = Object.entries(period.values).filter((_, place) => (index + place) % 5 !== 1);
    return { ...period, values: Object.fromEntries(kept) };
  });
  const shown = {
    ...reading,
    periods,
    latest: periods.findLast(({ n, isUnfinished }) => n !== null && !isUnfinished) ?? null,
  };
  return { ...shown, takeaway: sayTakeaway(shown) };
}

const said = (text: string) => text.replaceAll("\u00a0", " ");
const textOf = (html: string) =>
  said(html)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");

/** What a table says of each period: cells by their column's title, by the period's first day. */
function tableOf(reading: StatisticReading): Map<string, Map<string, string>> {
  const html = renderToStaticMarkup(<StatisticTable reading={reading} />);
  const [, head = ""] = /<thead[^>]*>(.*?)<\/thead>/s.exec(html) ?? [];
  const titles = [...head.matchAll(/<th[^>]*>(.*?)<\/th>/gs)].map(([, cell = ""]) => textOf(cell).trim());
  const rows = [...html.matchAll(/<tr[^>]*>(?!<th scope="col").*?<\/tr>/gs)].map(([row]) => {
    const cells = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cell);
    const [, start = ""] = /dateTime="([^"]+)"/i.exec(cells[0] ?? "") ?? [];
    return [start, new Map(cells.map((cell, index) => [titles[index] ?? "", cell]))] as const;
  });
  return new Map(rows);
}

const valueIn = (cell: string | undefined) => {
  const [, value] = /<data value="([^"]+)"/.exec(cell ?? "") ?? [];
  return value === undefined ? null : Number(value);
};

describe.each(statistics.map(({ key }) => key))("%s in every view", (key) => {
  const readings = views.map((view) => readingOf(key, view));

  it("has the same figures in table, CSV, JSON and chart", () => {
    for (const reading of readings) {
      const { statistic, periods, classes, view } = reading;
      const table = tableOf(reading);
      const json = toJson(reading, { address: "https://a.example", baseUrl: "https://a.example" });
      const csv = readRecords(toCsv(reading, { address: "https://a.example" }));
      const chart = chartOf(reading, "overTime");
      if (chart.kind !== "time") throw new TypeError(chart.kind);
      const parts = partsOf(reading);
      expect(table.size).toBe(periods.length);
      periods.forEach((period, index) => {
        const row = table.get(period.start);
        const lines = csv.filter((line) => line.period_start === period.start);
        if (statistic.kind === "times") {
          for (const percentile of percentiles) {
            const seconds = period.times?.percentiles[percentile] ?? null;
            const title = percentile === 50 ? "Median" : `p${percentile}`;
            expect(valueIn(row?.get(title))).toBe(seconds);
            const line = lines.find((one) => one.percentile === String(percentile));
            expect(line?.seconds ? Number(line.seconds) : null).toBe(
              seconds === null ? null : Number(seconds.toPrecision(6)),
            );
            if (percentile === 50) expect(chart.series[0]?.values[index] ?? null).toBe(seconds);
          }
          return;
        }
        for (const one of classes) {
          const value = period.values[one.key];
          const line = lines.find((each) => each.class === one.key);
          expect(line === undefined ? undefined : Number(line.instances ?? line.events)).toBe(
            value === undefined ? undefined : Math.round(value),
          );
          expect(json.periods[index]?.values?.[one.key]).toBe(value);
          expect(valueIn(row?.get(said(one.title)))).toBe(value ?? null);
        }
        // What is folded in the chart is the sum of what the table shows.
        for (const part of parts) {
          const published = part.classes.flatMap((one) => period.values[one.key] ?? []);
          const sum = published.reduce((all, one) => all + one, 0);
          const series = chart.series.find((one) => one.key === part.key);
          const expected =
            published.length === 0 || period.n === null
              ? null
              : chart.unit === "share"
                ? sum / period.n
                : sum;
          expect(series?.values[index] ?? null).toBe(expected);
          if (expected !== null) {
            expect(series?.texts[index]).toContain(
              chart.unit === "share" ? sayShare(expected) : sayCount(expected),
            );
          }
        }
      });
      expect(view).toEqual(json.view);
    }
  });

  it("says the same of the latest period in sentence, legend, readout, bars and picture", () => {
    for (const reading of readings) {
      const { latest, statistic, periods } = reading;
      if (latest === null) throw new Error("There is a latest period");
      const chart = chartOf(reading, "overTime");
      if (chart.kind !== "time") throw new TypeError(chart.kind);
      const index = periods.findIndex(({ start }) => start === latest.start);
      const legend = textOf(renderToStaticMarkup(<Legend chart={chart} onPoint={() => {}} />));
      const readout = textOf(
        renderToStaticMarkup(
          <Readout {...{ chart, index }} at={[0, 0]} size={{ width: 900, height: 320 }} isLying={false} />,
        ),
      );
      for (const { title, texts, now, values } of chart.series) {
        expect(now).toBe(texts[index]);
        if (chart.series.length + chart.bands.length > 1)
          expect(legend).toContain(said(`${title} ${now ?? "too few"}`));
        if (now !== null && values[index] !== 0) expect(readout).toContain(said(`${title} ${now}`));
      }
      const main = chartOf(reading);
      const words = readXml(drawStatistic(reading))
        .all("text")
        .map(({ text }) => text.replaceAll("\u00a0", " "))
        .join(" ");
      if (main.kind === "bars" && !main.isOrdered) {
        for (const { text } of main.bars.filter(({ value }) => value !== null))
          expect(words).toContain(said(text));
      }
      const sentence = said(reading.takeaway);
      if (statistic.kind === "times") {
        expect(sentence).toContain(said(saySeconds(latest.times?.percentiles[50] ?? 0)));
        continue;
      }
      if (statistic.kind !== "share" || statistic.form === "histogram") continue;
      const [, share] = /(\d[\d.]*%|all \d+) of|of (all \d+)/.exec(sentence) ?? [];
      if (share === undefined) continue;
      const bars = chartOf(reading, "latest");
      expect(bars.kind === "bars" && bars.bars.some(({ text }) => text.includes(share)), sentence).toBe(true);
    }
  });
});
