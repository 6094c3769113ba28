import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";
import type { Chart } from "../lib/charts/chart";
import { type ChartPart, chartOf } from "../lib/statistics/chart/chartOf";
import { statistics } from "../lib/statistics/declared/statistics";
import { exampleReading } from "../lib/statistics/testing/exampleReading";
import type { StatisticReading, View } from "../lib/statistics/view/reading";
import type {} from "./support/painters/page";

const views: readonly Partial<View>[] = [
  {},
  { range: "30d", show: "count" },
  { range: "all", interval: "month", draw: "lines", scale: "linear" },
];
const sizes = [
  { width: 1104, height: 320 },
  { width: 358, height: 288 },
] as const;

/** Some classes and periods are withheld, as where figures are published. */
function withHoles(reading: StatisticReading): StatisticReading {
  const periods = reading.periods.map((period, index) => {
    if (index % 7 === 3) return { ...period, n: null, values: {}, times: null };
    const kept = Object.entries(period.values).filter((_, place) => (index + place) % 5 !== 1);
    return { ...period, values: Object.fromEntries(kept) };
  });
  return { ...reading, periods };
}

function chartsOf(reading: StatisticReading): Chart[] {
  const parts: ChartPart[] = reading.statistic.kind === "times" ? ["main", "curve"] : ["latest", "overTime"];
  return parts.map((part) => chartOf(reading, part));
}

test("both painters paint every mark at the same place, in the same colors, with the same words", async ({
  page,
}) => {
  test.slow();
  const bundle = await build({
    entryPoints: ["e2e/support/painters/page.tsx"],
    bundle: true,
    write: false,
    jsx: "automatic",
    format: "iife",
    alias: { "@": "." },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const [colors = ""] = /:root \{[\s\S]*?\n\}/.exec(readFileSync("app/globals.css", "utf8")) ?? [];
  await page.setContent(`<!doctype html><style>${colors}</style><body></body>`);
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
  let compared = 0;
  for (const statistic of statistics) {
    const pictures = views.flatMap((view, index) => {
      const reading = exampleReading(statistic, { view });
      const charts = [...(index === 0 ? chartsOf(reading) : []), ...chartsOf(withHoles(reading))];
      return charts.map((chart) => [chart, sizes[index % sizes.length] ?? sizes[0]] as const);
    });
    const { marks, differing } = await page.evaluate((all) => window.compare(all), pictures);
    expect(differing, statistic.key).toEqual([]);
    compared += marks;
  }
  expect(compared).toBeGreaterThan(10_000);
});
