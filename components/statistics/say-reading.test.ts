import { describe, expect, it } from "vitest";
import { partsOf } from "@/lib/statistics/chart/parts";
import { activeInstanceStatistic } from "@/lib/statistics/declared/activeInstances";
import { cloneTimeStatistic } from "@/lib/statistics/declared/cloneTimes";
import { engineVersionStatistic } from "@/lib/statistics/declared/engineVersions";
import { eventsReceivedStatistic } from "@/lib/statistics/declared/eventsReceived";
import { memoryStatistic } from "@/lib/statistics/declared/memory";
import { retrievalJobStatistic } from "@/lib/statistics/declared/retrievalJobs";
import { exampleReading } from "@/lib/statistics/testing/exampleReading";
import { chartNotes } from "./chart-notes";
import { sayCounting, sayDrawn, sayN, sayNextClose, sayOutside, sayWithheld } from "./say-reading";

const reading = exampleReading(engineVersionStatistic);
const [period] = reading.periods;
if (period === undefined) throw new Error("the example has no periods");

it("says when the next period is counted, and on a private installation when the running one closes", () => {
  expect(sayNextClose(reading)).toBe("The next week is counted on 30 November 2026, 00:00 UTC.");
  const privately = { ...reading, isPrivate: true };
  expect(sayNextClose(privately)).toBe("The week of 23 November 2026 closes on 30 November 2026, 00:00 UTC.");
  const past = { ...privately, periods: reading.periods.filter(({ isUnfinished }) => !isUnfinished) };
  expect(sayNextClose(past)).toBe("The running week closes on 30 November 2026, 00:00 UTC.");
});

it("names what is drawn with its edition", () => {
  const { to } = reading;
  expect(to).toBe("2026-11-25");
  expect(
    sayDrawn(exampleReading(engineVersionStatistic, { view: { edition: "standard", show: "count" } })),
  ).toMatch(/^Instances by week, .* to 25 November 2026, Standard edition only$/);
});

it("says the denominator in the number it needs", () => {
  expect(sayN(engineVersionStatistic, { n: 1 })).toBe("1 instance");
  expect(sayN(engineVersionStatistic, { n: 1234 })).toBe("1,234 instances");
  expect(sayN(engineVersionStatistic, { n: null })).toBe("too few instances");
});

describe("what is withheld", () => {
  it("is said in general, and never by name", () => {
    expect(sayWithheld(reading)).toEqual([
      "A class with fewer than 10 instances, or none, is not shown. “Other” is what the classes shown leave of n.",
    ]);
    expect(sayWithheld(exampleReading(retrievalJobStatistic))).toEqual([
      "A class with fewer than 10 instances, or none, is not shown.",
    ]);
    expect(sayWithheld({ ...reading, isPrivate: true })).toEqual([]);
  });
});

describe("when an instance counts", () => {
  it.each([
    [0, "An instance counts once it has sent a valid engine_started."],
    [
      7,
      "An instance counts once it has sent a valid engine_started and was seen twice, 7 days or more apart.",
    ],
  ])("is said for COUNT_AFTER_DAYS of %d", (countAfterDays, said) => {
    expect(sayCounting({ countAfterDays })).toBe(said);
  });
});

it("says who could not answer, where that is known", () => {
  expect(sayOutside(memoryStatistic, { ...period, outside: 31 })).toBe(
    "31 more, not in n: engines before 3.4, which do not report it.",
  );
  expect(sayOutside(memoryStatistic, { ...period, outside: null })).toBeNull();
  expect(sayOutside(memoryStatistic, { ...period, outside: 0 })).toBeNull();
});

describe("notes under a chart", () => {
  it("give n, what is withheld, when it was computed, and what is not over", () => {
    const notes = chartNotes(reading).join("\n");
    expect(notes).toContain(
      `In the week of 16 November 2026, n = ${sayN(engineVersionStatistic, reading.latest ?? period)}`,
    );
    expect(notes).toContain("Computed 25 November 2026, 12:00 UTC.");
    expect(notes).toContain(
      "The week of 23 November 2026 is not over and is drawn hatched; it closes on 30 November 2026, 00:00 UTC.",
    );
  });

  it.each([
    [exampleReading(engineVersionStatistic, { view: { draw: "lines" } }), "is drawn dashed;"],
    [exampleReading(eventsReceivedStatistic), "is drawn hatched;"],
    [exampleReading(cloneTimeStatistic), "is drawn dashed;"],
    [exampleReading(activeInstanceStatistic), "is drawn dashed;"],
    [exampleReading(memoryStatistic), "is hatched in the chart over time;"],
    [exampleReading(retrievalJobStatistic), "is dashed in the chart over time;"],
  ])("say how the period that is not over is drawn (%#)", (one, words) => {
    expect(chartNotes(one).join("\n")).toContain(words);
  });

  it("say what a chart over time folds into Other, which it does in all of its periods", () => {
    const many = exampleReading(eventsReceivedStatistic);
    const parts = partsOf(many);
    const other =
      parts.find(({ key }) => key === "other")?.classes.filter(({ key }) => key !== "other") ?? [];
    const words = chartNotes(many).join("\n");
    expect(other.length).toBeGreaterThan(1);
    for (const { title } of other)
      expect(words).toMatch(new RegExp(`“Other” also holds .*${title}.*, in all periods`));
    for (const { key, title } of parts)
      if (key !== "other") expect(words).not.toMatch(new RegExp(`holds .*${title}`));
    expect(chartNotes(reading).join("\n")).not.toContain("also holds");
  });

  it("say which weeks are held for review, and since when", () => {
    const periods = reading.periods.map((one, at) =>
      at === 3 ? { ...one, n: null, values: {}, heldSince: "2026-11-20T08:00:00.000Z" } : one,
    );
    expect(chartNotes({ ...reading, periods }).join("\n")).toMatch(
      /^The week of .*, since 20 November 2026 held for review: unusually many instances are new\.$/m,
    );
  });

  it("say how many periods are withheld, and that one is no course", () => {
    const some = {
      ...reading,
      periods: reading.periods.map((one, at) => (at < 3 ? { ...one, n: null } : one)),
    };
    expect(chartNotes(some).join("\n")).toContain(`3 of ${reading.periods.length} periods are not published`);
    expect(chartNotes(exampleReading(engineVersionStatistic, { keep: 1 })).join("\n")).toContain(
      "One period is shown",
    );
  });
});
