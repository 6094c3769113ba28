import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisOf, countAxis, logSecondsAxis, niceTicks, shareAxis } from "./ticks";

const labels = (axis: { ticks: readonly { label: string }[] }) =>
  axis.ticks.map(({ label }) => label.replaceAll("\u00a0", " "));

describe("niceTicks", () => {
  it.each([
    [391, 4, [0, 100, 200, 300, 400]],
    [1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0.3, 3, [0, 0.1, 0.2, 0.3]],
    [17, 4, [0, 5, 10, 15, 20]],
  ])("up to %d in about %d steps", (maximum, steps, ticks) =>
    expect(niceTicks(maximum, steps)).toEqual(ticks),
  );

  it("begin at zero, end past the maximum, and are few", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (maximum) => {
        const ticks = niceTicks(maximum, 4);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(maximum * (1 - 1e-9));
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe("axes", () => {
  it("of counts have whole numbers only", () => {
    expect(labels(countAxis(1))).toEqual(["0", "1"]);
    expect(labels(countAxis(0))).toEqual(["0", "1"]);
    expect(labels(countAxis(12_345))).toEqual(["0", "5,000", "10,000", "15,000"]);
  });

  it("of shares never go past everything", () => {
    expect(labels(shareAxis(1))).toEqual(["0%", "20%", "40%", "60%", "80%", "100%"]);
    expect(labels(shareAxis(0.97)).at(-1)).toBe("100%");
    expect(labels(shareAxis(0.04))).toEqual(["0%", "1%", "2%", "3%", "4%"]);
  });

  it("of seconds are logarithmic between round times", () => {
    const axis = logSecondsAxis(0.25, 40);
    expect(labels(axis)).toEqual(["0.1 s", "0.3 s", "1 s", "3 s", "10 s", "30 s", "1 min"]);
    expect(axis.at(0.1)).toBe(0);
    expect(axis.at(60)).toBe(1);
    expect(axis.at(Math.sqrt(0.1 * 60))).toBeCloseTo(0.5, 10);
    expect(labels(logSecondsAxis(2000, 90_000))).toEqual(["30 min", "1 h", "3 h", "10 h", "1 day", "3 days"]);
    expect(labels(logSecondsAxis(0.004, 0.05))).toEqual(["3 ms", "10 ms", "30 ms", "0.1 s"]);
  });

  it("of seconds hold one time, none, and absurd ones", () => {
    for (const [low, high] of [
      [1, 1],
      [0, 0.001],
      [1e-9, 1e12],
      [1e12, 1e12],
    ] as const) {
      const axis = logSecondsAxis(low, high);
      expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
      for (const value of [low, high]) {
        expect(axis.at(value)).toBeGreaterThanOrEqual(0);
        expect(axis.at(value)).toBeLessThanOrEqual(1);
      }
    }
  });

  it("of seconds begin at zero unless they are asked to be logarithmic", () => {
    expect(labels(axisOf("seconds", [0.5, 6]))).toEqual(["0 s", "2 s", "4 s", "6 s"]);
    expect(axisOf("seconds", [0.1, 6], { isLogarithmic: true })).toMatchObject({ isLogarithmic: true });
    expect(labels(axisOf("days", [1.2]))).toEqual(["0 h", "10 h", "20 h", "30 h"]);
    expect(labels(axisOf("share", [0.2], { isWhole: true })).at(-1)).toBe("100%");
  });
});
