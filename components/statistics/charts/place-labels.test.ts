import { describe, expect, it } from "vitest";
import { loneIndexes } from "./lone";
import { placeLabels, spreadLabels } from "./place-labels";

describe("placeLabels", () => {
  const room = { left: 0, right: 300 };
  it("puts a text to the right of its line, and at the end to the left", () => {
    const [first, last] = placeLabels(
      [
        { x: 10, text: "4.1.3" },
        { x: 295, text: "4.2.0" },
      ],
      room,
    );
    expect(first).toMatchObject({ anchor: "start" });
    expect(last).toMatchObject({ anchor: "end" });
  });
  it("drops a text that would touch the one before", () => {
    const marks = [10, 14, 200].map((x) => ({ x, text: "A long release" }));
    expect(placeLabels(marks, room).map((place) => place !== null)).toEqual([true, false, true]);
  });
  it("drops a text that fits on neither side", () => {
    expect(placeLabels([{ x: 20, text: "Too long for this plot" }], { left: 0, right: 40 })).toEqual([null]);
  });
});

describe("spreadLabels", () => {
  const room = { height: 15, top: 0, bottom: 100 };
  it("leaves alone what does not touch", () => {
    expect(spreadLabels([80, 20, 50], room)).toEqual([80, 20, 50]);
  });
  it("moves labels apart in their order, and stays inside", () => {
    const spread = spreadLabels([99, 98, 97], room);
    expect(spread).toEqual([100, 85, 70]);
  });
});

it("finds values that no line reaches", () => {
  expect(loneIndexes([1, null, 2, 3, null, 4])).toEqual([0, 5]);
  expect(loneIndexes([1])).toEqual([0]);
  expect(loneIndexes([0, 1])).toEqual([]);
});
