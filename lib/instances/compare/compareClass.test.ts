import { describe, expect, it } from "vitest";
import type { ShareStatistic } from "../../statistics/declare/declare";
import { engineVersionStatistic } from "../../statistics/declared/engineVersions";
import { fileSystemStatistic } from "../../statistics/declared/fileSystems";
import { memoryStatistic } from "../../statistics/declared/memory";
import type { PeriodReading } from "../../statistics/view/reading";
import { compareClass } from "./compareClass";

const period = (values: Record<string, number>, medianClass: string | null = null): PeriodReading => ({
  start: "2026-11-09",
  end: "2026-11-16",
  isUnfinished: false,
  computedAt: "2026-11-16T00:15:00.000Z",
  n: Object.values(values).reduce((sum, value) => sum + value, 0),
  outside: 0,
  values,
  isPartial: false,
  heldSince: null,
  revision: 0,
  medianClass,
  times: null,
});
const compared = (statistic: ShareStatistic, name: string | null, latest: PeriodReading | null) => {
  const { mine, others, takeaway } = compareClass(statistic, name, null, { latest });
  return [mine, others, takeaway].map((text) => text?.replaceAll("\u00a0", " ") ?? null);
};

describe("compareClass", () => {
  const versions = period({ "4.2": 10, "4.1": 60, "pre-release": 20, other: 10 });

  it.each([
    ["4.1", "4.1", "Engine 4.1 runs on 60% of 100 instances", "10% have a newer version."],
    ["4.2", "4.2", "Engine 4.2 runs on 10% of 100 instances", "No newer version is published."],
    [
      "3.0",
      "3.0",
      "“3.0” is not published by itself; 100 instances are counted",
      "70% have a newer version.",
    ],
    ["other", "Other", "“Other” is not published by itself; 100 instances are counted", null],
  ])("says how many run a newer version than %s", (name, ...texts) => {
    expect(compared(engineVersionStatistic, name, versions)).toEqual(texts);
  });

  it("says what is most frequent", () => {
    const latest = period({ zfs: 9, other: 3 });
    expect(compared(fileSystemStatistic, "zfs", latest)).toEqual([
      "ZFS",
      "ZFS keeps the thin clones of 75% of 12 instances",
      "It is in the most frequent class.",
    ]);
    expect(compared(fileSystemStatistic, "lvm", latest)).toEqual([
      "LVM",
      "“LVM” is not published by itself; 12 instances are counted",
      "The most frequent class is “ZFS”, with 75%.",
    ]);
    expect(compared(fileSystemStatistic, "lvm", period({ other: 7 }))[2]).toBeNull();
  });

  it("says on which side of the median it is", () => {
    const latest = period({ "16": 5, "32": 10 }, "32");
    expect(compared(memoryStatistic, "16", latest)).toEqual([
      "8–16 GiB",
      "“8–16 GiB” has 33% of 15 instances",
      "It is below the median instance, which is in “16–32 GiB”.",
    ]);
    expect(compared(memoryStatistic, "32", latest)[2]).toBe(
      "It is in the same class as the median instance.",
    );
    expect(compared(memoryStatistic, "64", latest)[2]).toContain("above the median instance");
    expect(compared(memoryStatistic, "64", period({ other: 7 }))[2]).toBeNull();
    expect(compared(memoryStatistic, null, latest)).toEqual([
      "Not reported",
      "15 instances are counted",
      null,
    ]);
  });

  it("compares with nothing where nothing is published", () => {
    expect(compareClass(fileSystemStatistic, "zfs", "ZFS, of course", { latest: null })).toEqual({
      statistic: "file-systems",
      title: "File systems",
      mine: "ZFS, of course",
      others: null,
      takeaway: null,
      periodStart: null,
    });
  });
});
