import { expect, it } from "vitest";
import {
  sayDay,
  sayDayOfYear,
  sayDays,
  sayMonth,
  sayMonthOfYear,
  sayShortDays,
  sayShortMonth,
  sayShortTime,
  sayTime,
} from "./sayDates";

const spaced = (text: string) => text.replaceAll("\u00a0", " ");

it("says days, months and times in UTC, long in sentences and short in charts and cells", () => {
  expect(sayDay("2026-11-23")).toBe("23 November 2026");
  expect(sayDay("2026-11-23T23:59:59.999Z")).toBe("23 November 2026");
  expect(sayMonth("2026-11-23")).toBe("November 2026");
  expect(sayMonth("2026-11")).toBe("November 2026");
  expect(sayTime("2026-11-23T15:04:59.999Z")).toBe("23 November 2026, 15:04 UTC");
  expect(sayTime("2026-11-23T01:04:00+02:00")).toBe("22 November 2026, 23:04 UTC");
  const short = [sayDayOfYear, sayMonthOfYear, sayShortMonth].map((say) => say("2026-11-03"));
  expect(short.map(spaced)).toEqual(["3 Nov", "Nov", "Nov 2026"]);
  expect(spaced(sayShortTime("2026-11-23T15:04:59.999Z"))).toBe("23 Nov 2026, 15:04 UTC");
});

it.each([
  ["2026-11-25", "2026-11-25", "25 November 2026", "25 Nov 2026"],
  ["2026-11-16", "2026-11-22", "16 November 2026 to 22 November 2026", "16–22 Nov 2026"],
  ["2026-11-30", "2026-12-06", "30 November 2026 to 6 December 2026", "30 Nov – 6 Dec 2026"],
  ["2026-12-28", "2027-01-03", "28 December 2026 to 3 January 2027", "28 Dec 2026 – 3 Jan 2027"],
])("says days from %s to %s", (from, to, long, short) => {
  expect(sayDays(from, to)).toBe(long);
  expect(spaced(sayShortDays(from, to))).toBe(short);
});

it("breaks a short form only between days", () => {
  for (const short of [
    sayDayOfYear("2026-11-23"),
    sayShortMonth("2026-11-23"),
    sayShortTime("2026-11-23T15:04Z"),
  ])
    expect(short).not.toContain("2026 ");
  expect(sayShortDays("2026-11-30", "2026-12-06")).toBe("30\u00a0Nov –\u00a06\u00a0Dec\u00a02026");
});

it("gives back what is no day and no time", () => {
  expect([sayDay, sayDayOfYear, sayTime, sayShortTime].map((say) => say("soon"))).toEqual(
    Array.from({ length: 4 }, () => "soon"),
  );
});
