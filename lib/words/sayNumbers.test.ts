import { describe, expect, it } from "vitest";
import { sayCount, saySeconds, sayShare } from "./sayNumbers";

const spaced = (text: string) => text.replaceAll("\u00a0", " ");

describe("sayShare", () => {
  it.each([
    [0, "0 %"],
    [0.0001, "under 0.1 %"],
    [0.001, "0.1 %"],
    [0.0123, "1.2 %"],
    [0.0994, "9.9 %"],
    [0.0996, "10 %"],
    [0.842, "84 %"],
    [0.9949, "99 %"],
    [0.996, "99.6 %"],
    [0.9999, "over 99.9 %"],
    [1, "100 %"],
  ])("says %d as %s", (share, said) => expect(spaced(sayShare(share))).toBe(said));
});

describe("saySeconds", () => {
  it.each([
    [0, "0 s"],
    [0.0001, "under 1 ms"],
    [0.042, "42 ms"],
    [0.0999, "0.10 s"],
    [0.85, "0.85 s"],
    [0.999, "1.0 s"],
    [1.62, "1.6 s"],
    [9.97, "10 s"],
    [59.7, "1 min"],
    [125, "2 min 5 s"],
    [3599.8, "1 h"],
    [5400, "1.5 h"],
    [90_000, "25 h"],
  ])("says %d as %s", (seconds, said) => expect(spaced(saySeconds(seconds))).toBe(said));

  it("never breaks a number from its unit", () => {
    for (const seconds of [0.01, 0.5, 3, 75, 3700]) expect(saySeconds(seconds)).not.toContain(" ");
  });
});

it("says counts with their thousands apart", () => {
  expect([0, 999, 1000, 1_234_567].map(sayCount)).toEqual(["0", "999", "1,000", "1,234,567"]);
});
