import { describe, expect, it } from "vitest";
import { crossedKey } from "../declare/cross";
import { fileSystemStatistic } from "../declared/fileSystems";
import { memoryStatistic } from "../declared/memory";
import { restoreModeStatistic } from "../declared/restoreModes";
import { restoreModeByFileSystemStatistic } from "../declared/restoreModesByFileSystem";
import { findStatistic } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import type { View } from "../view/reading";
import { chartOf } from "./chartOf";
import { comparisonsOf, readPanels, withOneScale } from "./sideBySide";

const read = async (key: string, view: View) => {
  const statistic = findStatistic(key);
  if (statistic === undefined) throw new RangeError(key);
  return exampleReading(statistic, { view });
};

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

  it("have one scale", async () => {
    const panels = await readPanels(exampleReading(fileSystemStatistic), "edition", read);
    const charts = withOneScale(panels.map(({ reading }) => chartOf(reading)));
    const [first] = charts;
    expect(first?.atLeast).toBeGreaterThan(0);
    expect(charts.every(({ atLeast }) => atLeast === first?.atLeast)).toBe(true);
  });
});
