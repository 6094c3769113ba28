import { describe, expect, it } from "vitest";
import { sceneOf } from "../../charts/layOut";
import { sayShare } from "../../words/sayNumbers";
import { crossedKey } from "../declare/cross";
import { cloneTimeStatistic } from "../declared/cloneTimes";
import { engineVersionStatistic } from "../declared/engineVersions";
import { fileSystemStatistic } from "../declared/fileSystems";
import { memoryStatistic } from "../declared/memory";
import { restoreModeStatistic } from "../declared/restoreModes";
import { restoreModeByFileSystemStatistic } from "../declared/restoreModesByFileSystem";
import { findStatistic } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import type { PeriodReading, View } from "../view/reading";
import { chartOf } from "./chartOf";
import { comparisonsOf, readPanels, withOneScale } from "./sideBySide";

const read = async (key: string, view: View) => {
  const statistic = findStatistic(key);
  if (statistic === undefined) throw new RangeError(key);
  return exampleReading(statistic, { view });
};

/** The same period with longer clone times. */
function slowed(period: PeriodReading, by: number): PeriodReading {
  const { times } = period;
  if (times === null) return period;
  const seconds = Object.entries(times.percentiles).map(([key, one]) => [
    key,
    one === null ? null : one * by,
  ]);
  return { ...period, times: { ...times, percentiles: Object.fromEntries(seconds) } };
}

describe("comparisons", () => {
  it("are editions that may be looked at, and crossings of the statistic, from both of their sides", () => {
    const keysOf = (reading: Parameters<typeof comparisonsOf>[0]) =>
      comparisonsOf(reading).map(([key]) => key);
    expect(keysOf(exampleReading(memoryStatistic))).toEqual(["edition"]);
    const crossed = restoreModeByFileSystemStatistic.key;
    expect(keysOf(exampleReading(restoreModeStatistic))).toContain(crossed);
    expect(keysOf(exampleReading(fileSystemStatistic))).toContain(crossed);
    expect(keysOf(exampleReading(restoreModeByFileSystemStatistic))).toContain(crossed);
    expect(keysOf({ ...exampleReading(memoryStatistic), editionsOffered: ["community"] })).toEqual([]);
  });
});

describe("panels", () => {
  it("of editions are the statistic's own readings of them", async () => {
    const reading = exampleReading(fileSystemStatistic);
    const panels = await readPanels(reading, "edition", read);
    expect(panels.map(({ title }) => title)).toEqual(["Community", "Standard"]);
    expect(panels.map((panel) => panel.reading.view.edition)).toEqual(["community", "standard"]);
  });

  it.each([
    [restoreModeStatistic, fileSystemStatistic, false],
    [fileSystemStatistic, restoreModeStatistic, true],
  ] as const)("of a crossing have each of its figures once (%#)", async (own, other, isTurned) => {
    const crossing = exampleReading(restoreModeByFileSystemStatistic);
    const panels = await readPanels(exampleReading(own), restoreModeByFileSystemStatistic.key, read);
    expect(panels.map(({ key }) => key)).toEqual(other.classes.map(({ key }) => key));
    crossing.periods.forEach(({ values, n }, index) => {
      const shown = panels.flatMap(({ key, reading }) =>
        Object.entries(reading.periods[index]?.values ?? {}).map(([one, value]) => [
          isTurned ? crossedKey(key, one) : crossedKey(one, key),
          value,
        ]),
      );
      const { other: _, ...pairs } = values;
      expect(Object.fromEntries(shown)).toEqual(pairs);
      for (const { reading } of panels) expect(reading.periods[index]?.n).toBe(n);
    });
  });

  it("of a crossing say their own figures", async () => {
    const panels = await readPanels(
      exampleReading(restoreModeStatistic),
      restoreModeByFileSystemStatistic.key,
      read,
    );
    for (const { reading } of panels.filter((one) => one.reading.classes.length > 0)) {
      const { values = {}, n } = reading.latest ?? {};
      const shares = Object.values(values).map((value) => sayShare(value / (n ?? 1)));
      const [, said = ""] = /: (\S+) of/.exec(reading.takeaway) ?? [];
      expect(shares).toContain(said);
    }
    expect(new Set(panels.map(({ reading }) => reading.takeaway)).size).toBeGreaterThan(1);
  });

  it("draw a class in one color, whatever other classes a panel has", () => {
    const all = exampleReading(engineVersionStatistic);
    const few = {
      ...all,
      classes: all.classes.slice(2, 4),
      periods: all.periods.map((period) => ({
        ...period,
        values: Object.fromEntries(all.classes.slice(2, 4).map(({ key }) => [key, period.values[key] ?? 1])),
      })),
    };
    const colors = [all, few].map((reading) => {
      const chart = chartOf(reading, "overTime", [all, few]);
      return new Map(chart.kind === "time" ? chart.series.map(({ key, color }) => [key, color]) : []);
    });
    expect(colors[1]?.size).toBe(2);
    for (const [key, color] of colors[1] ?? []) expect(colors[0]?.get(key)).toBe(color);
  });

  it("have one scale", async () => {
    const panels = await readPanels(exampleReading(cloneTimeStatistic), "edition", read);
    const slower = panels.map(({ reading }, index) => ({
      ...reading,
      periods: reading.periods.map((period) => slowed(period, 1 + 20 * index)),
    }));
    const charts = withOneScale(slower.map((reading) => chartOf(reading)));
    const axes = charts.map((chart) =>
      sceneOf(chart, { width: 900, height: 320 }).back.map(({ key }) => key),
    );
    expect(axes[0]?.length).toBeGreaterThan(0);
    expect(axes.every((axis) => String(axis) === String(axes[0]))).toBe(true);
  });
});
