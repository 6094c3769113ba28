import { describe, expect, it } from "vitest";
import { eventTypes } from "@/lib/catalogue";
import { stackEventTypes } from "./stack-event-types";

const all = eventTypes.map(({ name, title }) => ({ name, title }));
const stack = (counts: Record<string, number>, types = all) =>
  stackEventTypes({ days: [{ day: "2026-11-22", counts }], types, today: "2026-11-23" });

describe("stackEventTypes", () => {
  it("names the six largest types, and adds up the others day by day", () => {
    const series = stack(Object.fromEntries(all.map(({ name }, index) => [name, index + 1])));
    expect(series).toHaveLength(7);
    expect(series.slice(0, 6).map(({ title }) => title)).toEqual(all.slice(-6).map(({ title }) => title));
    const sum = series.reduce((total, { values }) => total + (values[0] ?? 0), 0);
    expect(sum).toBe((all.length * (all.length + 1)) / 2);
  });

  it("names a seventh type rather than calling one type other, and none without an event", () => {
    const types = all.slice(0, 7);
    expect(stack(Object.fromEntries(types.map(({ name }) => [name, 3])), types)).toHaveLength(7);
    expect(stack({ clone_created: 1 }).map(({ key }) => key)).toEqual(["clone_created"]);
  });

  it("gives a type the same color whatever its rank", () => {
    const colors = (counts: Record<string, number>) =>
      new Map(stack(counts).map(({ key, color }) => [key, color]));
    const [one, other] = [
      colors({ clone_created: 9, alert: 1 }),
      colors({ clone_created: 1, alert: 20, engine_started: 5 }),
    ];
    expect(one.get("alert")).toBe(other.get("alert"));
    expect(one.get("clone_created")).toBe(other.get("clone_created"));
  });
});
