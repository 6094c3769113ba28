import { expect, it } from "vitest";
import { bucketTime, workMedians, workPublication } from "./worked-example";

it("has an example in which classes are published, withheld and empty, and noise is seen", () => {
  const { classes, n, all, shown, other, publishMinInstances } = workPublication();
  const published = classes.filter((one) => one.published !== null);
  expect(published.length).toBeGreaterThan(2);
  expect(published.some(({ instances, perturbed }) => instances !== perturbed)).toBe(true);
  for (const one of published) expect(one.published).toBeGreaterThanOrEqual(publishMinInstances);
  expect(classes.some((one) => one.published === null && one.instances > 0)).toBe(true);
  expect(classes.find(({ instances }) => instances === 0)?.published).toBeNull();
  expect(Math.abs(n - all)).toBeLessThanOrEqual(4);
  expect(shown + other).toBe(n);
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
