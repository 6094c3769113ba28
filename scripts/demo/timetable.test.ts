import { expect, test } from "vitest";
import { refreshSchedule } from "../../lib/statistics/declare/refreshSchedule";
import { SeededRandom } from "./seededRandom";
import { dayMs } from "./time";
import { makeTimetable, runsOn, type TimetableKind } from "./timetable";

const monday = Date.parse("2026-11-23T00:00:00Z");

/** What statistics call them. */
const kinds: Record<TimetableKind, string> = {
  none: "none",
  hourly: "hourly",
  daily: "daily",
  weekly: "weekly",
  monthly: "custom",
  "working days": "custom",
  "six-hourly": "daily",
};

test.each(Object.entries(kinds))("%s timetables are read as %s", (kind, schedule) => {
  const random = new SeededRandom(1);
  for (let count = 0; count < 60; count += 1) {
    expect(refreshSchedule(makeTimetable(random, kind as TimetableKind).line)).toBe(schedule);
  }
});

test("a timetable runs when its line says so", () => {
  const timetable = {
    kind: "weekly",
    line: "30 4 * * 1",
    hour: 4,
    minute: 30,
    weekday: 1,
    monthDay: 1,
  } as const;
  const week = Array.from({ length: 7 }, (_, index) => runsOn(timetable, monday + index * dayMs));
  expect(week).toEqual([[monday + 4.5 * 3_600_000], [], [], [], [], [], []]);
  expect(runsOn({ ...timetable, kind: "working days" }, monday + 5 * dayMs)).toEqual([]);
  expect(runsOn({ ...timetable, kind: "monthly" }, Date.parse("2026-12-01T00:00:00Z"))).toHaveLength(1);
  expect(runsOn({ ...timetable, kind: "none" }, monday)).toEqual([]);
});
