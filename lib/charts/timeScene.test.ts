import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodsBetween } from "../words/period";
import type { Mark, TimeChart } from "./chart";
import { sceneOf } from "./layOut";
import { textWidth } from "./measureText";
import { plainChart } from "./plainChart";

const periods = periodsBetween("week", "2025-12-01", "2026-11-29");
const size = { width: 900, height: 320 };

function chartOf(
  values: readonly (number | null)[][],
  layout: TimeChart["layout"],
  marks: readonly Mark[] = [],
): TimeChart {
  const chart = plainChart({
    description: "",
    layout,
    unit: "count",
    interval: "week",
    periods: periods.slice(0, values[0]?.length),
    today: "2027-01-01",
    series: values.map((one, index) => ({
      key: `s${index}`,
      title: `S${index}`,
      color: "series-1",
      values: one,
    })),
    say: String,
  });
  return { ...chart, marks };
}

describe("a stack", () => {
  it("is drawn where there are values only, with no slope to what is not there", () => {
    const scene = sceneOf(
      chartOf(
        [
          [3, null, 5],
          [2, 2, null],
        ],
        "stack",
      ),
      size,
    );
    const [below, above] = scene.bars.map(({ boxes }) => boxes.map((box) => box !== null));
    expect(below).toEqual([true, false, true]);
    expect(above).toEqual([true, true, false]);
    const bottoms = scene.bars.map(({ boxes }) =>
      boxes.map((box) => (box === null ? null : box.y + box.height)),
    );
    // Where the lower layer is absent, the upper one stands on the ground.
    expect(bottoms[1]?.[1]).toBeGreaterThan(bottoms[1]?.[0] ?? Number.POSITIVE_INFINITY);
  });

  it("parts neighbors by a line of the ground's color, whatever their colors", () => {
    const [below, above] = sceneOf(chartOf([[5], [5]], "stack"), size).bars.map(({ boxes }) => boxes[0]);
    if (!below || !above) throw new Error("Both are drawn");
    expect(below.y - (above.y + above.height)).toBeCloseTo(1);
  });

  it("has heights in proportion to its values, whatever they are", () => {
    const value = fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 52 }), (rows) => {
        const series = [0, 1, 2].map((layer) => rows.map((row) => row[layer] ?? null));
        const { bars, plot } = sceneOf(chartOf(series, "stack"), size);
        const largest = Math.max(
          1,
          ...rows.map((row) => row.reduce<number>((sum, one) => sum + (one ?? 0), 0)),
        );
        rows.forEach((row, index) => {
          row.forEach((one, layer) => {
            const box = bars[layer]?.boxes[index] ?? null;
            expect(box === null).toBe((one ?? 0) === 0);
            // The axis ends at a round number at most two and a half times the largest; a hairline parts layers.
            if (box === null || one === null) return;
            expect(box.height).toBeLessThanOrEqual((plot.height * one) / largest + 0.01);
            expect(box.height + 1.01).toBeGreaterThanOrEqual((plot.height * one) / largest / 2.5);
          });
        });
      }),
    );
  });
});

describe("lines", () => {
  it("break at gaps, and a value without neighbors is a dot", () => {
    const scene = sceneOf(chartOf([[1, 2, null, 4, null, 6, 7]], "lines"), size);
    expect(scene.lines[0]?.ys.map((y) => y !== null)).toEqual([true, true, false, false, false, true, true]);
    expect(scene.front.filter(({ is }) => is === "dot").map(({ key }) => key)).toEqual([
      "dot s0 3",
      "dot s0 6",
    ]);
  });
});

describe("labels of the time axis", () => {
  it("are whole at the right end", () => {
    const scene = sceneOf(chartOf([[1, 2, 3, 4, 5, 6, 7]], "lines"), { ...size, width: 1000 });
    const ends = scene.front.flatMap((shape) =>
      shape.is === "text" && shape.key.startsWith("time ")
        ? [shape.at[0] + textWidth("30 Nov", shape.size) / 2]
        : [],
    );
    expect(Math.max(...ends)).toBeLessThanOrEqual(scene.width);
  });
});

describe("marks", () => {
  const drawn = (marks: readonly Mark[]) => {
    const { front } = sceneOf(chartOf([periods.map((_, index) => index)], "lines", marks), size);
    const of = (part: string) => front.filter(({ key }) => key.startsWith(part)).length;
    return {
      lines: of("line 20"),
      shades: of("shade "),
      labels: front.flatMap((shape) =>
        shape.is === "text" && shape.key.startsWith("mark ") ? [shape.text] : [],
      ),
    };
  };

  it("are a line for a release and a shade for an incident, each with its label", () => {
    const marks: Mark[] = [
      { day: "2026-02-10", kind: "incident", title: "Late events" },
      { day: "2026-05-07", kind: "release", title: "4.1.3" },
    ];
    expect(drawn(marks)).toEqual({ lines: 1, shades: 1, labels: ["4.1.3", "Late events"] });
  });

  it("are left out outside of the range", () => {
    expect(drawn([{ day: "2024-02-10", kind: "incident", title: "Late" }])).toEqual({
      lines: 0,
      shades: 0,
      labels: [],
    });
  });

  it("keep the shade of an incident, and lose a release, where there is no room for the older label", () => {
    const newest: Mark = { day: "2026-05-08", kind: "release", title: "4.1.4" };
    const release: Mark = { day: "2026-05-07", kind: "release", title: "4.1.3" };
    expect(drawn([release, newest])).toEqual({ lines: 1, shades: 0, labels: ["4.1.4"] });
    const incident: Mark = { day: "2026-05-07", kind: "incident", title: "Late events" };
    expect(drawn([incident, newest])).toEqual({ lines: 1, shades: 1, labels: ["4.1.4"] });
  });
});
