import { describe, expect, it } from "vitest";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import { readPageView } from "./page-view";
import { viewAddress } from "./view-address";
import { choicesOf } from "./view-form";

const path = `/statistics/${cloneTimeStatistic.key}`;
const choices = choicesOf(exampleReading(cloneTimeStatistic), "none");
const standard = {
  ...Object.fromEntries(choices.map((choice) => [choice.name, choice.standard])),
  tab: "chart",
};
const addressOf = (values: Record<string, string>) =>
  viewAddress(
    path,
    Object.entries({ ...standard, from: "2026-01-01", to: "2026-06-30", ...values }),
    standard,
  );

describe("the address of a form", () => {
  it("says only what is not so anyway", () => {
    expect(addressOf({})).toBe(path);
    expect(addressOf({ range: "90d", of: "zfs", tab: "table" })).toBe(`${path}?range=90d&of=zfs&tab=table`);
    expect(addressOf({ revision: "2" })).toBe(`${path}?revision=2`);
  });

  it("has the dates only of an own range, and those that are set", () => {
    expect(addressOf({ range: "custom" })).toBe(`${path}?from=2026-01-01&to=2026-06-30`);
    expect(addressOf({ range: "custom", to: "" })).toBe(`${path}?from=2026-01-01`);
    expect(addressOf({ range: "custom", from: "", to: "" })).toBe(path);
  });

  it("is one that the page has not to shorten: that would load it anew", () => {
    const values = choices.flatMap(({ name, options }) => options.map(([value]) => ({ [name]: value })));
    for (const chosen of [{}, ...values]) {
      for (const tab of ["chart", "table"]) {
        const query = new URL(addressOf({ ...chosen, tab }), "http://localhost").searchParams;
        expect(readPageView(cloneTimeStatistic, Object.fromEntries(query))).toMatchObject({
          shorter: null,
          problem: null,
        });
      }
    }
  });
});
