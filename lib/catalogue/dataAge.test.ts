import { expect, test } from "vitest";
import { dataAgeBand } from "./dataAge";

const hour = 3600;
const day = 24 * hour;

test.each([
  [-0.001, null],
  [0, "under-1-h"],
  [hour - 0.001, "under-1-h"],
  [hour, "1-6-h"],
  [day, "1-3-d"],
  [30 * day, "over-30-d"],
  [3650 * day, null],
  [9_223_372_036.854776, null],
])("data of %d seconds are in the band %s", (seconds, band) => {
  expect(dataAgeBand(seconds)).toBe(band);
});
