import { expect, it } from "vitest";
import { bucketTime, workMedians, workSmallGroups } from "./worked-example";

it("has an example in which every step of the small-group rule is taken", () => {
  const { own, small, company, otherInstances, smallTotal, total, publishMinInstances } = workSmallGroups();
  expect(own.length).toBeGreaterThan(1);
  expect(smallTotal).toBeLessThan(publishMinInstances);
  expect(company).toHaveLength(1);
  expect(small.length).toBeGreaterThan(1);
  expect(own.reduce((sum, { instances }) => sum + instances, 0) + (otherInstances ?? 0)).toBe(total);
});

it("has times whose buckets are as exact as the page says", () => {
  for (const seconds of [0.05, 0.848746942, 12, 3600]) {
    const { fromSeconds, toSeconds, errorPercent } = bucketTime(seconds);
    expect(fromSeconds).toBeLessThanOrEqual(seconds);
    expect(toSeconds).toBeGreaterThan(seconds);
    expect(Math.abs(errorPercent)).toBeLessThan(1);
  }
  expect(bucketTime(0).bucket).toBeNull();
});

it("has medians that differ, so that the example shows why both are given", () => {
  const { typicalInstanceSeconds, allClonesSeconds } = workMedians();
  expect(typicalInstanceSeconds).toBe(10);
  expect(allClonesSeconds).toBe(1);
});
