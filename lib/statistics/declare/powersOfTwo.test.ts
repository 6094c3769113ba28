import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventCountClass, eventCountClasses, powerClasses, sayWholeRange } from "./powersOfTwo";

describe("classes between powers of two", () => {
  const sizes = powerClasses({ unit: 10, from: 1, to: 8, say: sayWholeRange });

  test("are titled by the range they stand for", () => {
    expect(sizes.classes.map(({ title }) => title)).toEqual(["1", "2", "3–4", "5–8"]);
  });

  test.each([
    [1, "1"],
    [10, "1"],
    [11, "2"],
    [20, "2"],
    [21, "4"],
    [40, "4"],
    [80, "8"],
    [81, "other"],
    [Number.POSITIVE_INFINITY, "other"],
    [0, null],
    [-1, null],
    [Number.NaN, null],
  ])("%d is in %s", (value, key) => {
    expect(sizes.classOf(value)).toBe(key);
  });
});

describe("classes of how many events", () => {
  test("are titled by the range they stand for", () => {
    expect(eventCountClasses.map(({ title }) => title)).toEqual([
      "0",
      "1",
      "2–3",
      "4–7",
      "8–15",
      "16–31",
      "32–63",
      "64–127",
      "128–255",
      "256–511",
      "512 or more",
    ]);
  });

  test("hold every number in the class whose title says so", () => {
    fc.assert(
      fc.property(fc.nat(1_200), (events) => {
        const title = eventCountClasses.find(({ key }) => key === eventCountClass(events))?.title ?? "";
        const [low = 0, high = Number(low)] = title
          .replace("512 or more", "512–Infinity")
          .split("–")
          .map(Number);
        expect(events).toBeGreaterThanOrEqual(low);
        expect(events).toBeLessThanOrEqual(high);
      }),
      { examples: [[0], [1], [3], [4], [511], [512]] },
    );
  });
});
