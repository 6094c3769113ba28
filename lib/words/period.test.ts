import fc from "fast-check";
import { expect, it } from "vitest";
import {
  addDays,
  dayOf,
  daysBetween,
  daysUpTo,
  intervals,
  periodOf,
  periodsBetween,
  timeOfDay,
} from "./period";

const day = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays("1970-01-01", days));

it("every day is in exactly one period of an interval, and periods leave no gap", () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(...intervals),
      (from, days, interval) => {
        const to = addDays(from, days);
        const periods = periodsBetween(interval, from, to);
        expect(periods[0]?.start ?? "").toBe(periodOf(interval, from).start);
        expect((periods.at(-1)?.end ?? "") > to).toBe(true);
        periods.forEach((period, index) => {
          expect(period.start < period.end).toBe(true);
          if (index > 0) expect(period.start).toBe(periods[index - 1]?.end);
          expect(periodOf(interval, addDays(period.end, -1))).toEqual(period);
        });
      },
    ),
  );
});

it("weeks are ISO weeks and months are calendar months", () => {
  expect(periodOf("week", "2026-11-29")).toEqual({
    interval: "week",
    start: "2026-11-23",
    end: "2026-11-30",
  });
  expect(periodOf("week", "2026-11-30").start).toBe("2026-11-30");
  expect(periodOf("week", "2027-01-01").start).toBe("2026-12-28");
  expect(periodOf("month", "2028-02-29")).toEqual({
    interval: "month",
    start: "2028-02-01",
    end: "2028-03-01",
  });
  expect(daysBetween("2028-02-01", "2028-03-01")).toBe(29);
});

it("days and times of day are those of UTC", () => {
  const moment = new Date("2026-11-30T23:59:59.999Z");
  expect([dayOf(moment), dayOf(moment.toISOString())]).toEqual(["2026-11-30", "2026-11-30"]);
  expect([timeOfDay(moment), timeOfDay(moment.toISOString())]).toEqual(["23:59", "23:59"]);
  expect(daysUpTo("2026-03-01", 3)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
});
