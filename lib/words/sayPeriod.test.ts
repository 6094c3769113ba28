import { expect, it } from "vitest";
import { periodOf } from "./period";
import { namePeriod, sayPeriod, sayPeriodStart, sayShortPeriod } from "./sayPeriod";

it.each([
  ["day", "23 November 2026", "on 23 November 2026", "23 Nov 2026", "23 Nov"],
  ["week", "the week of 23 November 2026", "in the week of 23 November 2026", "23–29 Nov 2026", "23 Nov"],
  ["month", "November 2026", "in November 2026", "November 2026", "Nov 2026"],
  ["quarter", "Q4 2026", "in Q4 2026", "Q4 2026", "Q4 2026"],
  ["year", "2026", "in 2026", "2026", "2026"],
] as const)("says a %s in a sentence, under a chart and on its axis", (interval, name, when, short, tick) => {
  const period = periodOf(interval, "2026-11-23");
  const said = [
    namePeriod(interval, period.start),
    sayPeriod(interval, period.start),
    sayShortPeriod(interval, period),
    sayPeriodStart(interval, period.start),
  ];
  expect(said.map((text) => text.replaceAll("\u00a0", " "))).toEqual([name, when, short, tick]);
});
