import { describe, expect, it } from "vitest";
import { type Interval, periodsBetween } from "../words/period";
import { spread } from "./labels";
import { textWidth, wrapText } from "./measureText";
import { indexOfDay, timeScale, timeTicks } from "./timeScale";

const box = { x: 40, y: 0, width: 600, height: 200 };
const scaleOf = (interval: Interval, from: string, to: string, width = 600) =>
  timeScale(periodsBetween(interval, from, to), { ...box, width }, "points");
const labels = (interval: Interval, from: string, to: string, width?: number) =>
  timeTicks(scaleOf(interval, from, to, width), interval, 12).map(({ label }) =>
    label.replaceAll("\u00a0", " "),
  );

describe("timeScale", () => {
  it("has the first and the last point on the edges, and columns inside", () => {
    const periods = periodsBetween("day", "2026-11-01", "2026-11-05");
    const points = timeScale(periods, box, "points");
    expect([points.x(0), points.x(4)]).toEqual([40, 640]);
    const columns = timeScale(periods, box, "columns");
    expect([columns.x(0), columns.x(4)]).toEqual([100, 580]);
    expect(timeScale(periods.slice(0, 1), box, "points").x(0)).toBe(340);
  });

  it("places a day within its period, and none outside", () => {
    const scale = scaleOf("week", "2026-11-02", "2026-11-22");
    expect(indexOfDay(scale, "2026-11-09")).toBe(0.5);
    expect(indexOfDay(scale, "2026-11-12")).toBeCloseTo(0.5 + 3 / 7, 10);
    expect(indexOfDay(scale, "2026-11-02")).toBe(0);
    expect(indexOfDay(scale, "2026-11-23")).toBeNull();
  });
});

describe("timeTicks", () => {
  it("are days of a short range and months of a long one, the year where it changes", () => {
    expect(labels("day", "2026-11-20", "2026-11-23")).toEqual(["20 Nov", "21 Nov", "22 Nov", "23 Nov"]);
    expect(labels("week", "2025-11-24", "2026-11-25", 1100)).toEqual(
      "Dec 2025,Jan 2026,Feb,Mar,Apr,May,Jun,Jul,Aug,Sept,Oct,Nov".split(","),
    );
    expect(labels("month", "2021-12-01", "2026-11-25", 300)).toEqual(["Jan 2022", "Jan 2024", "Jan 2026"]);
    expect(labels("day", "2026-11-25", "2026-11-25")).toEqual(["25 Nov"]);
  });

  it.each(["day", "week", "month"] as const)("by %s never touch", (interval) => {
    for (const from of ["2026-11-20", "2026-09-01", "2025-11-26", "2021-12-20"]) {
      for (const width of [120, 300, 900]) {
        const scale = scaleOf(interval, from, "2026-11-25", width);
        const ticks = timeTicks(scale, interval, 12);
        expect(ticks.length).toBeGreaterThan(0);
        ticks.slice(1).forEach(({ index, label }, before) => {
          const last = ticks[before];
          const room = scale.x(index) - scale.x(last?.index ?? 0);
          expect(room).toBeGreaterThan((textWidth(label, 12) + textWidth(last?.label ?? "", 12)) / 2);
        });
      }
    }
  });
});

describe("spread", () => {
  const at = (...places: number[]) => places.map((y) => ({ y, height: 10 }));

  it("leaves what is apart, and moves what touches inside the bounds", () => {
    expect(spread(at(20, 60), 0, 100).map(({ top }) => top)).toEqual([15, 55]);
    expect(spread(at(20, 22, 24), 0, 100).map(({ top }) => top)).toEqual([15, 25, 35]);
    expect(spread(at(99, 100), 0, 100).map(({ top }) => top)).toEqual([80, 90]);
    expect(spread(at(0, 1), 0, 100).map(({ top }) => top)).toEqual([0, 10]);
  });

  it("leaves out what has no room", () => expect(spread(at(1, 2, 3, 4), 0, 30)).toHaveLength(3));
});

describe("wrapText", () => {
  it("breaks at spaces, keeps numbers with their units, and ends what does not fit in an ellipsis", () => {
    const options = { size: 10, width: 60, lines: 2 };
    expect(wrapText("ZFS is on 84\u00a0% of all", options)).toEqual(["ZFS is on", "84\u00a0% of all"]);
    const cut = wrapText("one two three four five six seven", options);
    expect(cut).toHaveLength(2);
    expect(cut[1]).toMatch(/…$/);
    expect(wrapText("", options)).toEqual([]);
    for (const line of wrapText("Incomprehensibilities", options)) {
      expect(textWidth(line, 10)).toBeLessThanOrEqual(60);
    }
  });
});
