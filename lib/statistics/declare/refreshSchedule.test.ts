import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timetablePattern } from "../../catalogue/types/timetable";
import { refreshSchedule, refreshScheduleClasses } from "./refreshSchedule";

const keys = ["other", ...refreshScheduleClasses.map(({ key }) => key)];

describe("the class of a timetable", () => {
  test.each([
    ["", "none"],
    [" \t", "none"],
    ["* * * * *", "hourly"],
    ["0 * * * *", "hourly"],
    ["*/7 * * * *", "hourly"],
    ["5/15 * * * *", "hourly"],
    ["30 */1 1-31 1-12 0-6", "hourly"],
    ["0 0-22 * * *", "daily"],
    ["0 */6 * * *", "daily"],
    ["0 0 * * *", "daily"],
    ["15 3,15 * * *", "daily"],
    ["* 4 * * *", "daily"],
    ["0 0 ? * ?", "daily"],
    ["0 0 1 * 0-6", "daily"],
    ["0 0 * * 1", "weekly"],
    ["0 0,12 * * 1", "weekly"],
    ["* * * * sun", "weekly"],
    ["30 2 * * MON", "weekly"],
    ["TZ=Europe/Berlin 0 0 * * 6", "weekly"],
    ["CRON_TZ=UTC  0   0 *\t* *", "daily"],
    ["0 0 * * 1-5", "custom"],
    ["0 0 * * 1,4", "custom"],
    ["* 9-17 * * 1-5", "custom"],
    ["0 0 1 * *", "custom"],
    ["0 0 1 * 1", "custom"],
    ["0 0 1-30 * *", "custom"],
    ["0 0 1,8,15,22,29 * *", "custom"],
    ["0 0 * 1-11 *", "custom"],
    ["0 0 * 1-11 1", "custom"],
    ["0 0 */2 * *", "custom"],
    ["0 0 29 2 *", "custom"],
    ["0 0 30 2 *", "custom"],
  ])("%j is %s", (timetable, key) => {
    expect(refreshSchedule(timetable)).toBe(key);
  });

  test.each([
    "other (12 characters)",
    "0 24 * * *",
    "60 0 * * *",
    "0 0 * *",
    "0 0 0 * * *",
    "@daily",
    "TZ=UTC",
    "5-1 0 * * *",
    "0 3/0 * * *",
    "- - - - -",
    "2026-01-01T00:00:00",
    "0 0 * * nonsense",
  ])("%j is no cron line", (timetable) => {
    expect(refreshSchedule(timetable)).toBe("other");
  });
});

test("a line that engines may send never throws, and is the same the second time", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "*",
      "?",
      "*/5",
      "1-5",
      "0",
      "7",
      "31",
      "12",
      "sun",
      "JAN",
      "1,2",
      "60/61",
      "5-1",
      ",",
      "/",
    ),
    fc.stringMatching(/^[0-9*?/,-]{1,6}$/),
  );
  const lines = fc.array(part, { minLength: 5, maxLength: 5 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(lines, (line) => {
      expect(line).toMatch(timetablePattern);
      const found = refreshSchedule(line);
      expect(keys).toContain(found);
      expect(refreshSchedule(line)).toBe(found);
    }),
    { numRuns: 500 },
  );
});

test("a time zone does not change the class", () => {
  for (const line of ["0 * * * *", "0 3 * * *", "0 0 * * 0", "0 0 1 * *"]) {
    expect(refreshSchedule(`TZ=America/New_York ${line}`)).toBe(refreshSchedule(line));
  }
});
