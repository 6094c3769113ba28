import { expect, it } from "vitest";
import { createPublication } from "../statistics/publish/publication";
import { addDays, daysUpTo } from "../words/period";
import { objective, sayPercentOf } from "./objective";
import { publishObjective, readObjective } from "./readObjective";

const now = new Date("2026-11-23T10:00:00Z");
const today = "2026-11-23";
const { door } = createPublication(
  { isPrivate: false, countAfterDays: 7, publishMinInstances: 10 },
  "a pepper of thirty-two characters",
);
const publish = (days: Parameters<typeof publishObjective>[0]) =>
  publishObjective(days, { now, blur: door.blur });

/** A day on which so many requests were accepted in 3 ms, and others late or failed. */
const dayWith = (day: string, met: number, late = 0, failed = 0) => ({
  day,
  outcomes: { met, late, failed },
  accepted: new Map([
    [2, met],
    [250, late],
  ]),
});

it("a day keeps the objective or misses it, and so do the days together", () => {
  const { days, window } = readObjective([
    dayWith(addDays(today, -28), 0, 1_000),
    ...daysUpTo(today, 28).map((day) => dayWith(day, 999, day === today ? 1 : 0)),
  ]);
  expect(days[0]?.keeping).toBe("missed");
  expect(days.at(-1)?.keeping).toBe("kept");
  // The window begins after the first day.
  expect(window).toMatchObject({ keeping: "kept", p99Ms: 5, outcomes: { met: 999 * 28, late: 1 } });
  expect(readObjective([dayWith(today, 998, 1, 1)]).window).toMatchObject({ keeping: "missed" });
  expect(readObjective([dayWith(today, 0)]).window).toEqual({
    keeping: "untold",
    outcomes: { met: 0, late: 0, failed: 0 },
    p99Ms: null,
  });
});

it("99% have an end where they lie within a bound, and none where they do not", () => {
  const slow = (late: number) => ({
    ...dayWith(today, 99),
    accepted: new Map([
      [2, 99],
      [2_500, late],
    ]),
  });
  expect(readObjective([slow(1)]).window.p99Ms).toBe(5);
  expect(readObjective([slow(2)]).window.p99Ms).toBeNull();
});

it("publishes no number, nothing of today, and few requests as if there were none", () => {
  const busy = dayWith(addDays(today, -1), 50_000);
  const bad = dayWith(addDays(today, -2), 50_000, 1_000);
  const few = dayWith(addDays(today, -3), 3, 1);
  const published = publish([few, bad, busy, dayWith(today, 50_000)]);
  expect(published.days.map(({ keeping }) => keeping)).toEqual(["untold", "missed", "kept", "untold"]);
  expect(JSON.stringify(published)).not.toMatch(/met|50000/);
  const none = publish([dayWith(few.day, 0), bad, busy, dayWith(today, 50_000)]);
  expect(published).toEqual(none);
});

it("attack: whoever sends nearly as many as are told of does not learn that one more came", () => {
  const days = daysUpTo(addDays(today, -1), 20_000);
  for (const sent of [999, 1_200, 1_500, 1_999]) {
    const alone = publish(days.map((day) => dayWith(day, sent)));
    const together = publish(days.map((day) => dayWith(day, sent + 1)));
    const told = days.filter((_, at) => alone.days[at]?.keeping !== together.days[at]?.keeping).length;
    // One of 500 days at the most, and nobody knows which.
    expect(told / days.length).toBeLessThan(0.003);
  }
});

it("a share is never said to be more than it is", () => {
  expect(sayPercentOf(objective.share)).toBe("99.9");
  expect(sayPercentOf(0.99899999)).toBe("99.89");
  expect(sayPercentOf(1)).toBe("100");
  expect(sayPercentOf(0.999999)).toBe("99.99");
});
