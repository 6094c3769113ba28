import { describe, expect, test } from "vitest";
import { exampleFrame } from "../testing/exampleFrame";
import { poolGrowthStatistic } from "./poolGrowth";
import { poolSizeStatistic } from "./poolSize";
import { poolStatistic } from "./pools";
import { poolUseStatistic } from "./poolUse";

const gibibyte = 2 ** 30;

describe("pools", () => {
  test("are titled by the numbers they stand for", () => {
    expect(poolStatistic.classes.map(({ title }) => title)).toEqual([
      "0",
      "1",
      "2",
      "3–4",
      "5–8",
      "9 or more",
    ]);
  });

  test.each([
    [0, "0"],
    [1, "1"],
    [2, "2"],
    [3, "4"],
    [4, "4"],
    [5, "8"],
    [8, "8"],
    [9, "more"],
    [100, "more"],
    [10_000, "more"],
    [10_001, "other"],
    [-1, "other"],
  ])("%d are in %s", (number, key) => {
    expect(poolStatistic.classify(exampleFrame({ pools: { number } }))).toBe(key);
  });
});

describe("pool size", () => {
  test.each([
    [0, null],
    [1, "1"],
    [gibibyte, "1"],
    [gibibyte + 1, "2"],
    [2 * gibibyte, "2"],
    [2_147_483_648_000, "2048"],
    [2 ** 52, "4194304"],
    [2 ** 52 + 1, "other"],
    [Number.MAX_SAFE_INTEGER, "other"],
  ])("%d bytes are in %s", (total_size, key) => {
    expect(poolSizeStatistic.classify(exampleFrame({ pools: { total_size } }))).toBe(key);
  });

  test("is titled by ranges", () => {
    const titles = poolSizeStatistic.classes.map(({ title }) => title.replaceAll("\u00a0", " "));
    expect(titles.slice(0, 2)).toEqual(["up to 1 GiB", "1–2 GiB"]);
    expect(titles).toContain("512 GiB – 1 TiB");
    expect(titles.at(-1)).toBe("2–4 PiB");
  });
});

describe("pool use", () => {
  test.each([
    [0, 1_000, "10"],
    [99, 1_000, "10"],
    [100, 1_000, "20"],
    [300, 1_000, "40"],
    [899, 1_000, "90"],
    [900, 1_000, "100"],
    [1_000, 1_000, "100"],
    [1_001, 1_000, "other"],
    [-1, 1_000, "other"],
    [Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, "100"],
    [0, 0, null],
    [5, 0, null],
  ])("%d of %d is in %s", (total_used, total_size, key) => {
    expect(poolUseStatistic.classify(exampleFrame({ pools: { total_used, total_size } }))).toBe(key);
  });

  test("is titled by ranges", () => {
    const titles = poolUseStatistic.classes.map(({ title }) => title.replaceAll("\u00a0", " "));
    expect([titles[0], titles[9]]).toEqual(["0–10%", "90–100%"]);
    expect(titles).toHaveLength(10);
  });
});

describe("growth of pools", () => {
  test.each([
    [100, 94, "less"],
    [100, 95, "same"],
    [100, 104, "same"],
    [100, 105, "25"],
    [100, 149, "50"],
    [100, 199, "100"],
    [100, 900, "double"],
    [0, 900, null],
    [100, 0, null],
  ])("from %d to %d is %s", (before, total_used, key) => {
    const attributesBefore = exampleFrame({ pools: { total_used: before } }).attributes;
    expect(
      poolGrowthStatistic.classify({ ...exampleFrame({ pools: { total_used } }), attributesBefore }),
    ).toBe(key);
  });

  test("needs a start before", () => {
    expect(poolGrowthStatistic.classify(exampleFrame())).toBeNull();
  });
});
