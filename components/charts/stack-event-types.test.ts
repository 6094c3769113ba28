import { describe, expect, it } from "vitest";
import { otherKey, stackEventTypes } from "./stack-event-types";

const fifteen = Array.from({ length: 15 }, (_, index) => ({ name: `type_${index}`, title: `Type ${index}` }));

describe("stackEventTypes", () => {
  it("names the six largest of fifteen types and sums the other nine, day by day", () => {
    const counts = Object.fromEntries(fifteen.map(({ name }, index) => [name, index + 1]));
    const stacked = stackEventTypes({
      days: [{ day: "2026-11-22", counts }],
      types: fifteen,
      today: "2026-11-23",
    });
    expect(stacked.series.map(({ title }) => title)).toEqual([
      "Type 14",
      "Type 13",
      "Type 12",
      "Type 11",
      "Type 10",
      "Type 9",
      "Other types",
    ]);
    expect(stacked.days[0]?.counts[otherKey]).toBe(1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9);
    expect(stacked.days[0]?.total).toBe(120);
    expect(stacked.total).toBe(120);
  });

  it("names a seventh type rather than calling one type other", () => {
    const types = fifteen.slice(0, 7);
    const counts = Object.fromEntries(types.map(({ name }) => [name, 3]));
    const { series } = stackEventTypes({ days: [{ day: "2026-11-22", counts }], types, today: "2026-11-23" });
    expect(series).toHaveLength(7);
    expect(series.every(({ slot }) => slot !== "other")).toBe(true);
  });

  it("gives every layer a colour of its own, and the same one after the ranking changed", () => {
    const stack = (created: number, started: number) =>
      stackEventTypes({
        days: [{ day: "2026-11-22", counts: { type_1: created, type_9: started, type_3: 5 } }],
        types: fifteen,
        today: "2026-11-23",
      }).series;
    const slotOf = (series: ReturnType<typeof stack>, key: string) =>
      series.find((one) => one.key === key)?.slot;
    expect(new Set(stack(9, 8).map(({ slot }) => slot)).size).toBe(3);
    expect(slotOf(stack(9, 8), "type_3")).toBe(slotOf(stack(1, 20), "type_3"));
  });

  it("leaves out types without events and marks only today as unfinished", () => {
    const stacked = stackEventTypes({
      days: [
        { day: "2026-11-22", counts: {} },
        { day: "2026-11-23", counts: { type_0: 2 } },
      ],
      types: fifteen,
      today: "2026-11-23",
    });
    expect(stacked.series.map(({ key }) => key)).toEqual(["type_0"]);
    expect(stacked.days.map(({ unfinished }) => unfinished)).toEqual([false, true]);
    expect(stacked.days[0]).toMatchObject({ total: 0, counts: { type_0: 0 } });
  });

  it("counts a type that the list does not name, under its own name", () => {
    const { series } = stackEventTypes({
      days: [{ day: "2026-11-22", counts: { new_type: 4 } }],
      types: [],
      today: "2026-11-23",
    });
    expect(series).toEqual([{ key: "new_type", title: "new_type", slot: expect.any(Number), total: 4 }]);
  });
});
