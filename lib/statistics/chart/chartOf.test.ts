import { describe, expect, it } from "vitest";
import type { BarChart, TimeChart } from "../../charts/chart";
import { sayShare } from "../../words/sayNumbers";
import { otherClass } from "../declare/declare";
import { engineVersionStatistic } from "../declared/engineVersions";
import { fileSystemStatistic } from "../declared/fileSystems";
import { memoryStatistic } from "../declared/memory";
import { poolUseStatistic } from "../declared/poolUse";
import { statistics } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import type { StatisticReading, View } from "../view/reading";
import { chartOf } from "./chartOf";
import { colorOf, partsOf } from "./parts";

const views: readonly Partial<View>[] = [
  {},
  { show: "count" },
  { show: "share", draw: "lines" },
  { range: "all", interval: "month", show: "count", draw: "lines" },
  { range: "30d" },
];

function overTime(reading: StatisticReading): TimeChart {
  const chart = chartOf(reading, "overTime");
  if (chart.kind !== "time") throw new TypeError(chart.kind);
  return chart;
}

function latest(reading: StatisticReading): BarChart {
  const chart = chartOf(reading, "latest");
  if (chart.kind !== "bars") throw new TypeError(chart.kind);
  return chart;
}

/** With something taken out of its fourth period. */
function withPeriod(reading: StatisticReading, change: object): StatisticReading {
  return {
    ...reading,
    periods: reading.periods.map((period, index) => (index === 3 ? { ...period, ...change } : period)),
  };
}

describe("what is said of a period", () => {
  const notesOf = (change: object, more: object = {}) =>
    overTime({ ...withPeriod(exampleReading(fileSystemStatistic), change), ...more }).stops[3];
  const gap = { n: null, values: {} };

  it("is why there is no figure: too few, held, or nothing counted", () => {
    expect(notesOf(gap)?.notes).toEqual(["Too few instances to publish"]);
    const held = notesOf({ ...gap, heldSince: "2026-11-20T08:00:00.000Z" });
    expect([held?.title, held?.notes]).toEqual([expect.stringContaining("held for review"), []]);
    expect(notesOf(gap, { isPrivate: true })?.notes).toEqual(["Nothing was counted"]);
  });

  it("names a tag of the engine as the list below the chart does", () => {
    const reading = exampleReading(fileSystemStatistic);
    const day = reading.periods[3]?.start ?? "";
    const annotations = [{ day, kind: "release" as const, title: "4.2.0-rc.1 tagged", text: "" }];
    expect(notesOf({}, { annotations })?.notes).toEqual(["DBLab Engine 4.2.0-rc.1 tagged"]);
  });
});

describe.each(statistics.map((one) => [one.key, one] as const))("charts of %s", (_key, statistic) => {
  const readings = views.map((view) => exampleReading(statistic, { view }));

  it("can be handed to the browser as they are", () => {
    for (const reading of readings) {
      const chart = chartOf(reading);
      expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
    }
  });

  it("say of a class in a period what the reading says", () => {
    for (const reading of readings) {
      const chart = overTime(reading);
      expect(chart.stops).toHaveLength(reading.periods.length);
      if (statistic.kind === "times") continue;
      for (const part of partsOf(reading)) {
        const series = chart.series.find(({ key }) => key === part.key);
        reading.periods.forEach(({ n, values }, index) => {
          const counts = part.classes.flatMap(({ key }) => values[key] ?? []);
          const count = counts.reduce((sum, one) => sum + one, 0);
          const expected =
            counts.length === 0 || n === null ? null : chart.unit === "share" ? count / n : count;
          expect(series?.values[index] ?? null).toBe(expected);
          if (expected !== null && chart.unit === "share") {
            expect(series?.texts[index]).toContain(sayShare(expected));
          }
        });
        const now = reading.periods.findIndex(({ start }) => start === reading.latest?.start);
        expect(series?.now).toBe(series?.texts[now]);
      }
    }
  });

  it("have a gap where nothing is published, and no zero", () => {
    const reading = withPeriod(exampleReading(statistic), { n: null, values: {}, times: null });
    const { series, bands, stops } = overTime(reading);
    for (const { values, texts } of series) expect([values[3], texts[3]]).toEqual([null, null]);
    for (const { spans } of bands) expect(spans[3]).toBeNull();
    expect(stops[3]?.notes).toContain("Too few instances to publish");
  });
});

describe("parts of a stack", () => {
  it.each(statistics.filter(({ kind }) => kind === "share").map((one) => [one.key, one] as const))(
    "%s: one partition for the whole range; nothing is lost",
    (_key, statistic) => {
      const reading = exampleReading(statistic);
      const parts = partsOf(reading);
      expect(parts.flatMap(({ classes }) => classes.map(({ key }) => key)).toSorted()).toEqual(
        reading.classes.map(({ key }) => key).toSorted(),
      );
      for (const { n, values } of reading.periods) {
        const sum = parts.flatMap(({ classes }) => classes.map(({ key }) => values[key] ?? 0));
        expect(sum.reduce((one, other) => one + other, 0)).toBe(n);
      }
      const shown = parts.filter(({ color }) => color !== "series-other");
      expect(new Set(shown.map(({ color }) => color)).size).toBe(shown.length);
    },
  );

  it("withhold a class in the periods where it is too small, and only there", () => {
    const reading = exampleReading(fileSystemStatistic);
    const { zfs: _, ...values } = reading.periods[3]?.values ?? {};
    const zfs = overTime(withPeriod(reading, { values })).series.find(({ key }) => key === "zfs");
    expect(zfs?.values.flatMap((value, index) => (value === null ? [index] : []))).toEqual([3]);
    const privately = overTime(withPeriod({ ...reading, isPrivate: true }, { values }));
    expect(privately.series.find(({ key }) => key === "zfs")?.values[3]).toBe(0);
  });

  it("fold ordered classes at their own ends, in the order of the scale", () => {
    const reading = exampleReading(poolUseStatistic, { keep: 1 });
    const classes = [...poolUseStatistic.classes];
    const values = Object.fromEntries(classes.map(({ key }, index) => [key, 10 + index * (9 - index)]));
    const periods = reading.periods.map((period) => ({ ...period, n: 500, values }));
    const titles = partsOf({ ...reading, classes, periods, latest: periods[0] ?? null }).map(
      ({ title }) => title,
    );
    expect([titles[0], titles.at(-1), titles.length]).toEqual(["under 20%", "80% or more", 8]);
    const versions = partsOf(exampleReading(engineVersionStatistic)).filter(({ color }) =>
      color.startsWith("ramp"),
    );
    const numbers = versions.map(({ title }) => Number.parseFloat(title));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  });

  it("give a class the same color in every range, chart and statistic of it", () => {
    for (const view of views) {
      const reading = exampleReading(fileSystemStatistic, { view });
      for (const { key, color } of [...overTime(reading).series, ...latest(reading).bars]) {
        expect(color).toBe(colorOf(fileSystemStatistic, key));
      }
    }
  });

  it("mark bad news, and leave what is no news quiet", () => {
    for (const statistic of statistics) {
      for (const { key, tone } of statistic.classes.filter((one) => one.tone !== undefined)) {
        if (tone !== "aside") expect(colorOf(statistic, key)).toBe(tone === "bad" ? "bad" : "series-other");
      }
    }
  });
});

describe("bars of the latest period", () => {
  it.each(statistics.filter(({ form }) => form === "bars").map((one) => [one.key, one] as const))(
    "%s: from long to short, Other last",
    (_key, statistic) => {
      const { bars } = latest(exampleReading(statistic));
      const own = bars.filter(({ key }) => key !== otherClass).map(({ value }) => value ?? 0);
      if (!(statistic.kind === "multi" && statistic.keepsOrder)) {
        expect(own).toEqual(own.toSorted((one, other) => other - one));
      }
      expect(bars.findIndex(({ key }) => key === otherClass)).toBe(
        statistic.kind === "share" ? bars.length - 1 : -1,
      );
    },
  );

  it.each(statistics.filter(({ form }) => form === "histogram").map((one) => [one.key, one] as const))(
    "%s: in declared order, the median marked",
    (_key, statistic) => {
      const reading = exampleReading(statistic);
      const { bars } = latest(reading);
      const declared = statistic.classes.map(({ key }) => key);
      const places = bars.filter(({ key }) => key !== otherClass).map(({ key }) => declared.indexOf(key));
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      const median = reading.latest?.medianClass;
      expect(bars.filter(({ isMedian }) => isMedian).map(({ key }) => key)).toEqual([median]);
    },
  );

  it("keep a class without a figure between two others: empty where all is known, else too few or none", () => {
    const [first, , , fourth] = memoryStatistic.classes.map(({ key }) => key);
    const reading = exampleReading(memoryStatistic, { keep: 2 });
    const values = { [first ?? ""]: 9, [fourth ?? ""]: 11 };
    const periods = reading.periods.map((period) => ({ ...period, n: 20, values }));
    const valuesOf = (isPrivate: boolean) =>
      latest({
        ...reading,
        periods,
        latest: periods[0] ?? null,
        isPrivate,
        view: { ...reading.view, show: "count" },
      }).bars.map(({ value }) => value);
    expect(valuesOf(true)).toEqual([9, 0, 0, 11]);
    expect(valuesOf(false)).toEqual([9, null, null, 11]);
  });
});
