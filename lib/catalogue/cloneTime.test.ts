import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketMidpointSeconds, cloneTimeBucket, cloneTimeLimits, cloneTimeSeconds } from ".";

const { shortestSeconds, longestSeconds } = cloneTimeLimits;

// Spread over the exponents, which a plain range of doubles would not be.
const time = fc
  .double({ min: Math.log10(shortestSeconds), max: Math.log10(longestSeconds), noNaN: true })
  .map((exponent) => Math.min(Math.max(10 ** exponent, shortestSeconds), longestSeconds));

test("a bucket's midpoint is at most 1% off, and fits a smallint", () => {
  fc.assert(
    fc.property(time, (seconds) => {
      const bucket = cloneTimeBucket(seconds);
      if (bucket === null) throw new Error(`${seconds} has no bucket`);
      expect(Number.isInteger(bucket) && Math.abs(bucket) <= 32_767).toBe(true);
      expect(Math.abs(bucketMidpointSeconds(bucket) - seconds)).toBeLessThanOrEqual(0.01 * seconds);
    }),
    { numRuns: 2_000 },
  );
});

test("a longer time never has a lower bucket", () => {
  fc.assert(
    fc.property(time, time, (one, other) => {
      const short = cloneTimeBucket(Math.min(one, other)) ?? Number.NaN;
      const long = cloneTimeBucket(Math.max(one, other)) ?? Number.NaN;
      expect(long).toBeGreaterThanOrEqual(short);
    }),
  );
});

test("a midpoint lies in its own bucket", () => {
  for (let bucket = -348; bucket <= 573; bucket++) {
    expect(cloneTimeBucket(bucketMidpointSeconds(bucket))).toBe(bucket);
  }
});

test.each([
  0,
  -0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e-300,
  1e300,
  0.000_999,
  86_400.001,
])("%d is no measurement and has no bucket", (seconds) => {
  expect(cloneTimeBucket(seconds)).toBeNull();
  expect(cloneTimeSeconds("clone_reset", { cloning_time: seconds })).toBeNull();
});

test("the ends, and a second", () => {
  expect(cloneTimeBucket(1)).toBe(0);
  expect(cloneTimeBucket(0.999)).toBe(0);
  expect(cloneTimeBucket(0.001)).toBe(-349);
  expect(cloneTimeBucket(86_400)).toBe(574);
});

test("only clone_created and clone_reset have a clone time, and zero is none", () => {
  expect(cloneTimeSeconds("clone_created", { cloning_time: 1.5 })).toBe(1.5);
  expect(cloneTimeSeconds("clone_reset", { cloning_time: 0.001 })).toBe(0.001);
  expect(cloneTimeSeconds("clone_reset", { cloning_time: 86_400 })).toBe(86_400);
  expect(cloneTimeSeconds("clone_reset", { cloning_time: 0 })).toBeNull();
  expect(cloneTimeSeconds("clone_reset", {})).toBeNull();
  expect(cloneTimeSeconds("engine_stopped", { cloning_time: 1.5 })).toBeNull();
  expect(cloneTimeSeconds("constructor", { cloning_time: 1.5 })).toBeNull();
});
