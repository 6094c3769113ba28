import fc from "fast-check";
import { expect, test } from "vitest";
import { implausibleUptime, uptimeBand, uptimeBands } from "./uptime";

const hour = 3600;
const day = 24 * hour;

test.each([
  [0, "under-1-h"],
  [5e-7, "under-1-h"],
  [hour - 0.001, "under-1-h"],
  [hour, "1-6-h"],
  [6 * hour, "6-24-h"],
  [day - 1, "6-24-h"],
  [day, "1-7-d"],
  [7 * day, "7-30-d"],
  [30 * day, "30-90-d"],
  [90 * day, "90-365-d"],
  [365 * day - 1, "90-365-d"],
  [365 * day, "over-1-y"],
  [3650 * day - 1, "over-1-y"],
  [3650 * day, implausibleUptime],
  [51 * 365 * day, implausibleUptime],
  [9_223_372_036.854776, implausibleUptime],
])("%d seconds are in the band %s", (seconds, band) => {
  expect(uptimeBand(seconds)).toBe(band);
});

test("a longer uptime is never in a shorter band", () => {
  const order = [...uptimeBands.map(({ key }) => String(key)), implausibleUptime];
  const uptime = fc.double({ min: 0, max: 400_000_000, noNaN: true });
  fc.assert(
    fc.property(uptime, uptime, (one, other) => {
      const [short, long] = [Math.min(one, other), Math.max(one, other)];
      expect(order.indexOf(uptimeBand(short))).toBeLessThanOrEqual(order.indexOf(uptimeBand(long)));
    }),
  );
});

test("what is implausible is no band of its own", () => {
  expect(uptimeBands.map(({ key }) => String(key))).not.toContain(implausibleUptime);
});
