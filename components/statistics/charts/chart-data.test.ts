import { describe, expect, it } from "vitest";
import { findStatistic, statistics } from "@/lib/statistics/declared/statistics";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import type { StatisticReading, View } from "@/lib/statistics/view/reading";
import { chartData } from "./chart-data";
import { drawnValue, endLabels, layerRows, lineRows } from "./series-rows";

const named = statistics.map((one) => [one.key, one] as const);
const find = (key: string) => {
  const statistic = findStatistic(key);
  if (statistic === undefined) throw new Error(`no statistic ${key}`);
  return statistic;
};
const withheld = { n: null, values: {}, folded: [], medianClass: null, times: null } as const;
const withoutPeriod = (reading: StatisticReading, gap: number): StatisticReading => ({
  ...reading,
  periods: reading.periods.map((period, index) => (index === gap ? { ...period, ...withheld } : period)),
});

describe.each(named)("chart data of %s", (_key, statistic) => {
  const data = chartData(exampleReading(statistic));

  it("can be handed to the browser as it is", () => {
    expect(structuredClone(data)).toEqual(data);
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  it("has a point a period with a value a series, and only the last unfinished", () => {
    const { periods } = exampleReading(statistic);
    expect(data.points.map(({ start }) => start)).toEqual(periods.map(({ start }) => start));
    expect(data.points.every(({ values }) => values.length === data.series.length)).toBe(true);
    expect(data.points.slice(0, -1).some(({ isUnfinished }) => isUnfinished)).toBe(false);
    expect(data.points.at(-1)?.isUnfinished).toBe(true);
    expect(data.latest).toBe(data.points.length - 2);
  });

  it("keeps order and colours of series when the range changes", () => {
    const short = chartData(exampleReading(statistic, { keep: 3 }));
    const slots = new Map(data.series.map(({ key, slot }) => [key, slot]));
    expect(short.series.map(({ key }) => key)).toEqual(data.series.map(({ key }) => key));
    for (const { key, slot } of short.series) expect(slot).toBe(slots.get(key));
  });

  it("takes a single period, and a withheld one as a gap", () => {
    const one = chartData(exampleReading(statistic, { keep: 1 }));
    expect(one.points).toHaveLength(1);
    expect(one.latest).toBe(0);
    const gap = chartData(withoutPeriod(exampleReading(statistic), 4)).points[4];
    expect(gap?.n).toBeNull();
    expect(gap?.seconds).toBeNull();
    expect(gap?.values.every((value) => value === null)).toBe(true);
  });

  it("draws nothing where there are no figures", () => {
    const none = chartData(exampleReading(statistic, { state: "tooFew" }));
    expect(none).toMatchObject({ latest: null, bars: [], curve: [] });
  });
});

const views: Partial<View>[] = [{}, { interval: "month" }, { range: "30d", interval: "day" }];

it.each(named.filter(([, { kind }]) => kind === "share"))(
  "shares of %s are everything in each period",
  (_key, one) => {
    for (const view of views) {
      const data = chartData(exampleReading(one, { view }));
      for (const row of layerRows(data)) {
        const sum = data.series.reduce((all, _series, place) => all + (row[`layer${place}`] ?? 0), 0);
        expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
      }
    }
  },
);

it.each(named.filter(([, { form }]) => form === "bars"))(
  "bars of %s go from long to short, Other last",
  (_key, one) => {
    const { bars } = chartData(exampleReading(one));
    const own = bars.filter(({ key }) => key !== "other").map(({ value }) => value ?? 0);
    expect(own.length).toBeGreaterThan(1);
    expect(own).toEqual(own.toSorted((a, b) => b - a));
    expect(bars.findIndex(({ key }) => key === "other")).toBe(one.kind === "share" ? bars.length - 1 : -1);
  },
);

it.each(named.filter(([, { form }]) => form === "histogram"))(
  "bars of %s stand in declared order, the median one marked",
  (_key, one) => {
    const reading = exampleReading(one);
    const { bars } = chartData(reading);
    const declared = one.classes.map(({ key }) => key);
    const places = bars.filter(({ key }) => key !== "other").map(({ key }) => declared.indexOf(key));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(bars.filter(({ isMedian }) => isMedian).map(({ key }) => key)).toEqual([
      reading.latest?.medianClass,
    ]);
  },
);

it("keeps a class without a figure between two others: empty where nothing is withheld, else too few or none", () => {
  const memory = find("memory");
  const [first, , , fourth] = memory.classes.map(({ key }) => key);
  if (!first || !fourth) throw new Error("memory has too few classes");
  const reading = exampleReading(memory, { keep: 2 });
  const change = {
    n: 20,
    values: { [first]: 9, [fourth]: 11 },
  };
  const periods = reading.periods.map((period) => ({ ...period, ...change }));
  const barsOf = (isPrivate: boolean) =>
    chartData({ ...reading, periods, latest: periods[0] ?? null, isPrivate }).bars.map(({ value }) => value);
  expect(barsOf(true)).toEqual([9, 0, 0, 11]);
  expect(barsOf(false)).toEqual([9, null, null, 11]);
});

describe("rows of lines", () => {
  const versions = find("engine-versions");

  it("hand over from solid to dashed at the last finished period", () => {
    const rows = lineRows(chartData(exampleReading(versions, { keep: 4 })));
    expect(rows.map(({ solid0 }) => solid0 !== null)).toEqual([true, true, true, false]);
    expect(rows.map(({ dashed0 }) => dashed0 !== null)).toEqual([false, false, true, true]);
    expect(rows[2]?.solid0).toBe(rows[2]?.dashed0);
  });

  it("leave a gap for a withheld period, in layers too", () => {
    const data = chartData(withoutPeriod(exampleReading(versions, { keep: 4 }), 1));
    expect(lineRows(data)[1]).toMatchObject({ solid0: null, solid1: null, dashed0: null });
    expect(layerRows(data)[1]).toMatchObject({ layer0: null, layer1: null });
  });

  it("draw counts where counts are asked for, and of windows always", () => {
    const counts = chartData(exampleReading(versions, { view: { show: "count" } }));
    expect(drawnValue(counts, 0, 0)).toBe(counts.points[0]?.values[0]);
    const windows = chartData(exampleReading(find("active-instances"), { view: { show: "share" } }));
    expect(drawnValue(windows, 0, 0)).toBe(windows.points[0]?.values[0]);
  });

  it("name layers in their middle and lines at their ends", () => {
    const data = chartData(exampleReading(versions));
    const layers = endLabels(data, true);
    const [first, second] = layers;
    expect(first?.at).toBeCloseTo((first?.thickness ?? 0) / 2);
    expect(second?.at).toBeCloseTo((first?.thickness ?? 0) + (second?.thickness ?? 0) / 2);
    expect(endLabels(data, false)[1]?.at).toBeCloseTo(second?.thickness ?? 0);
  });
});
