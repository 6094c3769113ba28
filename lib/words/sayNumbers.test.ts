import { describe, expect, it } from "vitest";
import {
  sayChange,
  sayCompact,
  sayCount,
  sayDecimal,
  sayExact,
  sayPoints,
  saySeconds,
  sayShare,
  sayUptime,
} from "./sayNumbers";

const spaced = (text: string) => text.replaceAll("\u00a0", " ");

describe("sayShare", () => {
  it.each([
    [0, "0%"],
    [0.0001, "under 0.1%"],
    [0.001, "0.1%"],
    [0.0123, "1.2%"],
    [0.0994, "9.9%"],
    [0.0996, "10%"],
    [0.842, "84%"],
    [0.9949, "99%"],
    [0.996, "99.6%"],
    [0.9999, "over 99.9%"],
    [1, "100%"],
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

it.each([
  [59, "59 s"],
  [47 * 3600, "47 h"],
  [2.5 * 86_400, "2.5 days"],
  [400 * 86_400, "400 days"],
  [1500 * 86_400, "1,500 days"],
])("says an uptime of %d seconds as %s", (seconds, said) => expect(spaced(sayUptime(seconds))).toBe(said));

it("says numbers with the decimals that their place has room for", () => {
  expect([0.25, 0.5, 1488, 1488.04].map(sayDecimal)).toEqual(["0.3", "0.5", "1,488", "1,488"]);
  expect([65_535, 0.000001, 1e15].map(sayExact)).toEqual(["65,535", "0.000001", "1,000,000,000,000,000"]);
  expect([0, 950, 12_300, 1_500_000].map(sayCompact)).toEqual(["0", "950", "12k", "1.5m"]);
});

it("says counts with their thousands apart", () => {
  expect([0, 999, 1000, 1_234_567].map(sayCount)).toEqual(["0", "999", "1,000", "1,234,567"]);
});

describe("sayChange and sayPoints", () => {
  it.each([
    [100, 104, "+4%"],
    [200, 199, "−0.5%"],
    [100, 100.01, "unchanged"],
    [10, 25, "+150%"],
    [0, 5, null],
  ])("say %d to %d as %s", (before, after, said) => expect(sayChange(before, after)).toBe(said));
  it("say shares in points", () => {
    expect(sayPoints(0.5, 0.512)).toBe("+1.2\u00a0points");
    expect(sayPoints(0.5, 0.3)).toBe("−20\u00a0points");
    expect(sayPoints(0.5, 0.5)).toBe("unchanged");
  });
});
