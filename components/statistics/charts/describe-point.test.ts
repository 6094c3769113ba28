import { describe, expect, it } from "vitest";
import { findStatistic, statistics } from "@/lib/statistics/declared/statistics";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import { chartData } from "./chart-data";
import { describeBar, describePoint, describeStep } from "./describe-point";
import { type ChartPart, plotHeight, plotKindOf } from "./plot-kind";

const dataOf = (key: string, options: Parameters<typeof exampleReading>[1] = {}) => {
  const statistic = findStatistic(key);
  if (statistic === undefined) throw new Error(`no statistic ${key}`);
  return chartData(exampleReading(statistic, options));
};
const nbsp = "\u00a0";

describe("describePoint", () => {
  const data = dataOf("file-systems", { keep: 2 });
  const finished = {
    ...data,
    points: data.points.map((point) => ({ ...point, n: 73, values: [56, 5, 5, 7] })),
  };

  it("gives share, count and denominator, from the top layer down", () => {
    expect(describePoint(finished, 0)).toMatchObject({
      title: `16–22${nbsp}Nov${nbsp}2026`,
      total: "n = 73",
    });
    expect(describePoint(finished, 0)?.lines.map(({ title, value }) => `${title} ${value}`)).toEqual([
      `Other 9.6% · 7`,
      `No pool found 6.8% · 5`,
      `LVM 6.8% · 5`,
      `ZFS 77% · 56`,
    ]);
    const counts = describePoint({ ...finished, show: "count" }, 0)?.lines;
    expect(counts?.at(-1)?.value).toBe(`56 · 77%`);
  });

  it("says that a period is unfinished, or withheld, and what happened in it", () => {
    expect(describePoint(data, 1)?.title).toMatch(/, unfinished$/);
    const [first] = data.points;
    if (first === undefined) throw new Error("no point");
    const annotations = [{ day: "2026-11-22", kind: "release" as const, title: "4.2.0" }];
    expect(describePoint({ ...data, annotations, points: [{ ...first, n: null }] }, 0)).toMatchObject({
      total: null,
      lines: [],
      notes: ["Too few instances to publish", "Release of 4.2.0"],
    });
  });

  it("gives all six percentiles, n and the clones of a period of clone times", () => {
    const description = describePoint(dataOf("clone-times"), 0);
    expect(description?.total).toMatch(/^n = \d/);
    expect(description?.lines.map(({ title }) => title)).toEqual([
      "5th percentile",
      "25th percentile",
      "Median",
      "75th percentile",
      "95th percentile",
      "99th percentile",
      "Measurements",
    ]);
  });

  it("gives windows no denominator", () => {
    expect(describePoint(dataOf("active-instances"), 0)).toMatchObject({ total: null });
    expect(describePoint(dataOf("active-instances"), 0)?.lines[0]?.value).toMatch(/^\d+$/);
  });
});

it("describes the median bar and a step of the curve", () => {
  const memory = dataOf("memory");
  const median = memory.bars.findIndex(({ isMedian }) => isMedian);
  expect(describeBar(memory, median)?.notes).toContain("The middle instance is here");
  expect(describeBar(memory, 99)).toBeNull();
  const curve = { ...dataOf("clone-times"), curve: [{ seconds: 1.6, share: 0.5 }] };
  expect(describeStep(curve, 0)).toMatchObject({ title: `Up to 1.6${nbsp}s`, total: `50%` });
});

describe("plotKindOf", () => {
  it("follows the statistic, the part and how it is drawn", () => {
    const kinds = (key: string, draw: "stacked" | "lines" = "stacked") =>
      (["main", "overTime", "latest"] as ChartPart[]).map((part) =>
        plotKindOf(dataOf(key, { view: { draw } }), part),
      );
    expect(kinds("engine-versions")).toEqual(["area", "area", "bars"]);
    expect(kinds("engine-versions", "lines")).toEqual(["lines", "lines", "bars"]);
    expect(kinds("file-systems")).toEqual(["bars", "area", "bars"]);
    expect(kinds("memory")).toEqual(["histogram", "area", "histogram"]);
    expect(plotKindOf(dataOf("clone-times"), "curve")).toBe("curve");
  });
  it("never stacks classes that overlap", () => {
    for (const { key } of statistics.filter(({ kind }) => kind === "multi")) {
      expect(plotKindOf(dataOf(key), "overTime")).toBe("lines");
    }
  });
  it("keeps room for each bar before it is drawn", () => {
    for (const { key } of statistics) {
      const data = dataOf(key);
      expect(plotHeight(data, plotKindOf(data, "main"))).toMatch(/^h-\d+ sm:h-\d+$/);
    }
    const data = dataOf("file-systems");
    expect(plotHeight({ ...data, bars: data.bars.slice(0, 2) }, "bars")).toBe("h-22 sm:h-16");
  });
});
