import { describe, expect, test } from "vitest";
import { exampleFrame } from "../testing/exampleFrame";
import { cpuCoreStatistic } from "./cpuCores";
import { memoryStatistic } from "./memory";

const gibibyte = 2 ** 30;

describe("CPU cores", () => {
  test("are titled by the numbers they stand for", () => {
    const titles = cpuCoreStatistic.classes.map(({ title }) => title);
    expect([...titles.slice(0, 4), titles.at(-1)]).toEqual(["1", "2", "3–4", "5–8", "257–512"]);
  });

  test.each([
    [0, null],
    [1, "1"],
    [2, "2"],
    [3, "4"],
    [4, "4"],
    [5, "8"],
    [512, "512"],
    [513, "other"],
    [65_535, "other"],
  ])("%d are in %s", (cpu, key) => {
    expect(cpuCoreStatistic.classify(exampleFrame({ system: { cpu } }))).toBe(key);
  });
});

describe("memory", () => {
  test("is titled by ranges", () => {
    const titles = memoryStatistic.classes.map(({ title }) => title.replaceAll("\u00a0", " "));
    expect([titles[0], titles[4], titles.at(-1)]).toEqual(["up to 1 GiB", "8–16 GiB", "8–16 TiB"]);
  });

  test.each([
    [0, null],
    [gibibyte, "1"],
    [8 * gibibyte, "8"],
    [8 * gibibyte + 1, "16"],
    [16 * gibibyte, "16"],
    [33_540_153_344, "32"],
    [16_384 * gibibyte, "16384"],
    [16_384 * gibibyte + 1, "other"],
    [Number.MAX_SAFE_INTEGER, "other"],
  ])("%d bytes are in %s", (total_memory, key) => {
    expect(memoryStatistic.classify(exampleFrame({ system: { total_memory } }))).toBe(key);
  });
});

test("engines that report no machine are outside", () => {
  for (const statistic of [cpuCoreStatistic, memoryStatistic]) {
    expect(statistic.classify(exampleFrame({ system: null }))).toBeNull();
  }
});
