import { describe, expect, test } from "vitest";
import { exampleFrame } from "../testing/exampleFrame";
import { editionStatistic } from "./editions";
import { engineVersionStatistic } from "./engineVersions";
import { fleetChangeStatistic } from "./fleetChanges";
import { upgradeTimeStatistic } from "./upgradeTimes";
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

describe("time from release to upgrade", () => {
  const [old, present] = ["v4.0.0-20250630-1030", "v4.1.3-20260507-0910"];
  const ran = (version: string, firstDay: string, lastDay = firstDay) => ({ version, firstDay, lastDay });

  test.each([
    ["of a week and a half", [ran(old, "2026-01-01"), ran(present, "2026-04-17")], "1-4-w"],
    ["on the day of the release", [ran(old, "2026-01-01"), ran(present, "2026-04-07")], "under-1-w"],
    [
      "by another build of the version first",
      [ran(old, "2026-01-01"), ran("v4.1.0-20260407-0910", "2026-04-08"), ran(present, "2026-08-01")],
      "under-1-w",
    ],
    ["after going back once", [ran(present, "2026-04-08", "2026-08-01"), ran(old, "2026-05-01")], null],
    [
      "after going back and up again",
      [ran(present, "2026-04-08"), ran(old, "2026-05-01"), ran("v4.1.2-20260501-0910", "2026-07-20")],
      "13-26-w",
    ],
    [
      "from a release candidate",
      [ran("v4.1.0-rc.1-20260301-0910", "2026-03-02"), ran(present, "2026-04-30")],
      "1-4-w",
    ],
    ["from a newer version", [ran("v4.2.0-20261102-1216", "2026-01-01"), ran(present, "2026-04-30")], null],
    ["that nobody saw", [ran(present, "2026-04-30")], null],
  ])("%s", (_, builds, key) => {
    expect(upgradeTimeStatistic.classify({ ...exampleFrame({ engine_version: present }), builds })).toBe(key);
  });

  test("is not told of what is not released", () => {
    const builds = [ran(old, "2026-01-01"), ran("v4.2.0-rc.3-20261020-1010", "2026-10-21")];
    const frame = exampleFrame({ engine_version: "v4.2.0-rc.3-20261020-1010" });
    expect(upgradeTimeStatistic.classify({ ...frame, builds })).toBeNull();
  });
});
