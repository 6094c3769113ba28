import { expect, test } from "vitest";
import { sayTimetable } from "./sayTimetable";

test.each([
  ["", "None"],
  [" ", "None"],
  ["* * * * *", "Every minute"],
  ["5 * * * *", "Every hour at minute 5"],
  ["*/15 * * * *", "Every 15 minutes"],
  ["5/15 * * * *", "Every hour at minutes 5, 20, 35 and 50"],
  ["*/7 * * * *", "Every hour, 9 times"],
  ["30 2 * * *", "Daily at 02:30"],
  ["0 3,15 * * *", "Daily at 03:00 and 15:00"],
  ["0 */6 * * *", "Daily at 00:00, 06:00, 12:00 and 18:00"],
  ["* 4 * * *", "Daily, several times"],
  ["0 0 * * 1", "Weekly, on Mondays at 00:00"],
  ["0 0,12 * * sun", "Weekly, on Sundays at 00:00 and 12:00"],
  ["30 23 * * 7", "Weekly, on Sundays at 23:30"],
  ["TZ=Asia/Tokyo 0 1 * * 0", "Weekly, on Sundays at 01:00 (Asia/Tokyo)"],
  ["CRON_TZ=UTC  0   0 *\t* *", "Daily at 00:00 (UTC)"],
  ["0 0 1 * *", "Another schedule: 0 0 1 * *"],
  ["0 0 * * 1-5", "Another schedule: 0 0 * * 1-5"],
  ["0 0 30 2 *", "Another schedule: 0 0 30 2 *"],
  ["other (12 characters)", "Not a cron line, so the engine ignores it"],
  ["0 24 * * *", "Not a cron line, so the engine ignores it"],
])("%j is said as %j", (timetable, words) => {
  expect(sayTimetable(timetable)).toBe(words);
});
