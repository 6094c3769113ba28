import { describe, expect, test } from "vitest";
import { exampleFrame } from "../testing/exampleFrame";
import { fileSystemStatistic } from "./fileSystems";
import { postgresVersionStatistic } from "./postgresVersions";
import { refreshScheduleStatistic } from "./refreshSchedules";
import { restoreModeStatistic } from "./restoreModes";
import { retrievalJobStatistic } from "./retrievalJobs";
import { snapshotGapStatistic } from "./snapshotGaps";
import { sourceProviderStatistic } from "./sourceProviders";

describe("file systems", () => {
  test.each([
    ["zfs", "zfs"],
    ["lvm", "lvm"],
    ["", "none"],
    ["btrfs", "other"],
  ])("%j is %s", (fs_type, key) => {
    expect(fileSystemStatistic.classify(exampleFrame({ pools: { fs_type } }))).toBe(key);
  });
});

describe("restore modes", () => {
  test.each([
    ["logical", "logical"],
    ["physical", "physical"],
    ["unknown", "unknown"],
    ["", "other"],
    ["toString", "other"],
  ])("%j is %s", (mode, key) => {
    expect(restoreModeStatistic.classify(exampleFrame({ restore: { mode } }))).toBe(key);
  });

  test("unknown is called by what it means", () => {
    expect(restoreModeStatistic.classes.find(({ key }) => key === "unknown")?.title).toBe("Not configured");
  });
});

describe("Postgres versions", () => {
  test("are newest first, with 9.6 last", () => {
    expect(postgresVersionStatistic.classes.map(({ key }) => key).join(" ")).toBe(
      "18 17 16 15 14 13 12 11 10 9.6",
    );
  });

  test.each([
    ["18", "18"],
    ["17", "17"],
    ["13.4", "13"],
    ["10", "10"],
    ["10.23", "10"],
    ["9.6", "9.6"],
    ["9.6.24", "9.6"],
    ["9.5", "other"],
    ["9", "other"],
    ["8.4.22", "other"],
    ["19", "other"],
    ["99", "other"],
    ["017", "other"],
    ["17beta1", "other"],
    ["other (9 characters)", "other"],
    ["unknown", null],
    ["", null],
  ])("%j is %s", (db_version, key) => {
    expect(postgresVersionStatistic.classify(exampleFrame({ db_version }))).toBe(key);
  });
});

describe("refresh schedules", () => {
  test("are in a fixed order, often first", () => {
    expect(refreshScheduleStatistic.classes.map(({ key }) => key)).toEqual([
      "none",
      "hourly",
      "daily",
      "weekly",
      "custom",
    ]);
  });

  test.each([
    ["", "none"],
    ["TZ=Asia/Tokyo 0 1 * * 0", "weekly"],
    ["other (12 characters)", "other"],
  ])("%j is %s", (refreshing, key) => {
    expect(refreshScheduleStatistic.classify(exampleFrame({ restore: { refreshing } }))).toBe(key);
  });
});

describe("retrieval jobs", () => {
  test.each([
    [
      ["logicalDump", "logicalRestore", "logicalSnapshot"],
      ["logical-dump", "logical-restore", "logical-snapshot"],
    ],
    [
      ["physicalRestore", "physicalSnapshot"],
      ["physical-restore", "physical-snapshot"],
    ],
    [["logicalDump", "logicalDump"], ["logical-dump"]],
    [
      ["logicalDump", "somethingElse", "constructor"],
      ["logical-dump", "other"],
    ],
    [[], null],
    [null, null],
  ])("%j are %j", (jobs, keys) => {
    expect(retrievalJobStatistic.classify(exampleFrame({ restore: { jobs } }))).toEqual(keys);
  });
});

describe("source providers", () => {
  const field = "config_probed.provider";

  test.each([
    [{ [field]: { rds: 3, generic: 1 } }, ["rds", "generic"]],
    [{ [field]: { supabase: 1, elsewhere: 2, "": 1 } }, ["supabase", "other"]],
    [{ [field]: { rds: 0 } }, null],
    [{ "alert.level": { rds: 1 } }, null],
    [{}, null],
  ])("%j are %j", (values, keys) => {
    expect(sourceProviderStatistic.classify(exampleFrame({ values }))).toEqual(keys);
  });
});

describe("snapshots beside the schedule", () => {
  test.each([
    ["0 3 * * *", 28, "2026-01-10", "day~daily"],
    ["0 3 * * *", 3, "2026-01-10", "week~daily"],
    ["0 3 * * 1", 4, "2026-01-10", "week~weekly"],
    ["0 * * * *", 600, "2026-01-10", "hours~hourly"],
    ["", 0, "2026-01-10", "none~none"],
    ["0 3 * * *", 14, "2026-11-16", "day~daily"],
    ["0 3 * * *", 14, "2026-11-17", null],
    ["other (12 characters)", 4, "2026-01-10", "other"],
  ])("of %j with %d since %s are in %s", (refreshing, snapshots, firstDay, key) => {
    const frame = exampleFrame({ restore: { refreshing }, days: { firstDay } });
    expect(snapshotGapStatistic.classify({ ...frame, snapshots })).toBe(key);
  });
});
