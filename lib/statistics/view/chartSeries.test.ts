import { describe, expect, it } from "vitest";
import { engineVersionStatistic } from "../declared/engineVersions";
import { sourceProviderStatistic } from "../declared/sourceProviders";
import { statistics } from "../declared/statistics";
import { exampleReading } from "../testing/exampleReading";
import { seriesOf } from "./chartSeries";
import type { StatisticReading } from "./reading";

const withPeriod = (reading: StatisticReading, change: object): StatisticReading => ({
  ...reading,
  periods: reading.periods.map((period, index) => (index === 3 ? { ...period, ...change } : period)),
});

describe("seriesOf", () => {
  it.each(statistics.map((one) => [one.key, one] as const))(
    "%s: distinct slots, a point a period",
    (_, one) => {
      const reading = exampleReading(one);
      const series = seriesOf(reading);
      expect(series.length).toBeGreaterThan(0);
      expect(new Set(series.map(({ slot }) => slot)).size).toBe(series.length);
      for (const { points, shares, total } of series) {
        expect(points).toHaveLength(reading.periods.length);
        expect(shares).toHaveLength(reading.periods.length);
        expect(total).toBe(points.reduce<number>((sum, point) => sum + (point ?? 0), 0));
      }
    },
  );

  it("keeps the six largest of the latest period and adds up the rest as Other, so nothing is lost", () => {
    const reading = exampleReading(engineVersionStatistic);
    const series = seriesOf(reading);
    expect(series).toHaveLength(7);
    expect(series.at(-1)).toMatchObject({ key: "other", slot: "other" });
    reading.periods.forEach(({ n }, index) => {
      expect(series.reduce((sum, { points }) => sum + (points[index] ?? 0), 0)).toBe(n);
    });
    const kept = series.slice(0, -1).map(({ key }) => reading.latest?.values[key] ?? 0);
    const dropped = reading.classes
      .filter(({ key }) => key !== "other" && !series.some((one) => one.key === key))
      .map(({ key }) => reading.latest?.values[key] ?? 0);
    expect(Math.min(...kept)).toBeGreaterThanOrEqual(Math.max(...dropped));
  });

  it("never adds up the classes of a statistic where an instance can be in several", () => {
    const reading = exampleReading(sourceProviderStatistic);
    const series = seriesOf(reading);
    expect(series.map(({ key }) => key)).toEqual(reading.classes.map(({ key }) => key));
    for (const { key, points } of series) {
      expect(points).toEqual(reading.periods.map(({ values }) => values[key] ?? null));
    }
  });

  it("gives a class the same colour in every range", () => {
    const slotsIn = (range: "30d" | "1y") =>
      new Map(
        seriesOf(exampleReading(sourceProviderStatistic, { view: { range } })).map((one) => [
          one.key,
          one.slot,
        ]),
      );
    const short = slotsIn("30d");
    for (const [key, slot] of slotsIn("1y")) expect(short.get(key) ?? slot).toBe(slot);
  });

  it("tells withheld from nothing", () => {
    const reading = exampleReading(engineVersionStatistic);
    const [first] = seriesOf(reading);
    const key = first?.key ?? "";
    const { [key]: _, ...without } = reading.periods[3]?.values ?? {};
    const pointOf = (change: object) =>
      seriesOf(withPeriod(reading, change)).find((one) => one.key === key)?.points[3];
    expect(pointOf({ n: null, values: {} })).toBeNull();
    // Where figures are published, too few and nobody look the same.
    expect(pointOf({ values: without })).toBeNull();
    const privately = seriesOf(withPeriod({ ...reading, isPrivate: true }, { values: without }));
    expect(privately.find((one) => one.key === key)?.points[3]).toBe(0);
  });

  it("has no series where nothing is published", () => {
    expect(seriesOf(exampleReading(engineVersionStatistic, { state: "empty" }))).toEqual([]);
  });
});
