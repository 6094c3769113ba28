import { describe, expect, test } from "vitest";
import { exampleFrame } from "../testing/exampleFrame";
import { editionStatistic } from "./editions";
import { engineVersionStatistic } from "./engineVersions";
import { fleetChangeStatistic } from "./fleetChanges";
import { versionByFileSystemStatistic } from "./versionsByFileSystem";

describe("editions", () => {
  test.each([
    ["community", "community"],
    ["standard", "standard"],
    ["enterprise", "enterprise"],
    ["Community", "other"],
    ["", "other"],
  ])("%j is %s", (edition, key) => {
    expect(editionStatistic.classify(exampleFrame({ edition }))).toBe(key);
  });
});

describe("engine versions", () => {
  test.each([
    ["v4.1.3-20260507-0910", "4.1"],
    ["v4.2.0-rc.3-20261020-1010", "pre-release"],
    ["v99.0.0", "other"],
  ])("%s is %s", (engine_version, key) => {
    expect(engineVersionStatistic.classify(exampleFrame({ engine_version }))).toBe(key);
  });
});

describe("new, kept, back and lost", () => {
  test.each([
    ["2026-01-10", "2026-08-30", "2026-11-24", "kept"],
    ["2026-01-10", "2026-06-01", "2026-11-24", "kept"],
    ["2026-01-10", "2026-05-31", "2026-11-24", "back"],
    ["2026-08-31", null, "2026-11-24", "new"],
    ["2026-01-10", "2026-08-30", "2026-08-30", "lost"],
    ["2026-01-10", "2026-08-30", "2026-08-31", "kept"],
  ])("first seen on %s, then on %s and on %s, is %s", (firstDay, lastDayBefore, lastDay, key) => {
    expect(fleetChangeStatistic.classify(exampleFrame({ days: { firstDay, lastDayBefore, lastDay } }))).toBe(
      key,
    );
  });
});

describe("engine versions by file system", () => {
  test.each([
    ["v4.1.3-20260507-0910", "zfs", "4.x~zfs"],
    ["v3.0.0-20211220-1923", "", "3.x~none"],
    ["v4.2.0-rc.3-20261020-1010", "lvm", "pre-release~lvm"],
    ["v99.0.0", "zfs", "other"],
    ["v4.1.3-20260507-0910", "btrfs", "other"],
  ])("%s on %j is %s", (engine_version, fs_type, key) => {
    expect(versionByFileSystemStatistic.classify(exampleFrame({ engine_version, pools: { fs_type } }))).toBe(
      key,
    );
  });

  test("has a class for every pair of what it crosses", () => {
    const { crosses, classes } = versionByFileSystemStatistic;
    const pairs = crosses.by.classes.flatMap((by) => crosses.of.classes.map((of) => `${of.key}~${by.key}`));
    expect(classes.map(({ key }) => key)).toEqual(pairs);
    expect(classes.map(({ title }) => title)).toContain("4.x on ZFS");
  });
});
