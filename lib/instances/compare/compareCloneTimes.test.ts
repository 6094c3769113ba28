import { describe, expect, it } from "vitest";
import { cloneTimeStatistic } from "../../statistics/declared/cloneTimes";
import { exampleReading } from "../../statistics/testing/exampleReading";
import { compareCloneTimes } from "./compareCloneTimes";

const reading = exampleReading(cloneTimeStatistic);
const { 50: typical, 95: slow } = reading.latest?.times?.percentiles ?? { 50: null, 95: null };
if (typical === null || slow === null) throw new Error("the example has no percentiles");
const takeawayOf = (p50Seconds: number) =>
  compareCloneTimes({ clones: 3, p50Seconds, p95Seconds: p50Seconds }, reading).takeaway?.replaceAll(
    "\u00a0",
    " ",
  );

describe("compareCloneTimes", () => {
  it("lays an instance's own percentiles beside the published ones", () => {
    const found = compareCloneTimes({ clones: 1, p50Seconds: 3.2, p95Seconds: 3.2 }, reading);
    expect(found).toMatchObject({ statistic: "clone-times", periodStart: reading.latest?.start });
    expect(found.mine.replaceAll("\u00a0", " ")).toBe("p50 3.2 s, p95 3.2 s (1 clone)");
    expect(found.others).toMatch(/^p50 .+, p95 .+ among \d+ instances$/);
  });

  it("says how the two differ", () => {
    expect(takeawayOf(typical)).toBe("Its median clone takes about as long as that of the median instance.");
    expect(takeawayOf(typical * 2)).toBe(
      "Its median clone takes 2.0 times as long as that of the median instance.",
    );
    expect(takeawayOf(typical / 40)).toBe("The median instance's clone takes 40 times as long as its own.");
    expect(takeawayOf(slow * 1.5)).toBe("Its median clone takes longer than that of 95% of instances.");
  });

  it("compares with nothing where nothing is published", () => {
    const none = exampleReading(cloneTimeStatistic, { state: "tooFew" });
    expect(compareCloneTimes({ clones: 2000, p50Seconds: 1, p95Seconds: 9 }, none)).toMatchObject({
      mine: expect.stringContaining("(2,000 clones)"),
      others: null,
      takeaway: null,
      periodStart: null,
    });
  });
});
