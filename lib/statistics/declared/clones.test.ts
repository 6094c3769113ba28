import { describe, expect, test } from "vitest";
import { exampleFrame } from "../testing/exampleFrame";
import { branchingStatistic } from "./branching";
import { branchLifeStatistic } from "./branchLives";
import { cloneLifeStatistic } from "./cloneLives";
import { cloneReuseStatistic } from "./cloneReuse";
import { clonesAtOnceStatistic } from "./clonesAtOnce";
import { clonesPerInstanceStatistic } from "./clonesPerInstance";
import { cloneTimeStatistic } from "./cloneTimes";
import { dataFreshnessStatistic } from "./dataFreshness";
import { protectionStatistic } from "./protection";
import { snapshotStatistic } from "./snapshots";
import { snapshotsDestroyedStatistic } from "./snapshotsDestroyed";
import { weekdayStatistic } from "./weekdays";

describe.each([
  [clonesPerInstanceStatistic, "clone_created", "snapshot_created"],
  [snapshotStatistic, "snapshot_created", "clone_created"],
] as const)("$key", (statistic, counted, notCounted) => {
  test.each([
    [0, "0"],
    [1, "1"],
    [2, "2"],
    [3, "2"],
    [4, "4"],
    [7, "4"],
    [8, "8"],
    [511, "256"],
    [512, "512"],
    [1_000_000, "512"],
  ])("%d are in %s", (events, key) => {
    expect(statistic.classify(exampleFrame({ events: { [counted]: events, [notCounted]: 99 } }))).toBe(key);
  });

  test("an instance that only sent something else counts with none", () => {
    expect(statistic.classify(exampleFrame({ events: { engine_started: 1 } }))).toBe("0");
  });

  test("says of which period it is", () => {
    expect(statistic.method).toContain("in that period");
  });
});

describe("branching", () => {
  test.each([
    ["v4.1.3-20260507-0910", { branch_created: 1 }, "used"],
    ["v4.2.0-20261102-1216", { branch_updated: 1 }, "used"],
    ["v4.0.0-20250630-1030", { branch_destroyed: 2 }, "used"],
    ["v4.0.0-20250630-1030", { clone_created: 2 }, "unused"],
    ["v4.0.0-20250630-1030", { branch_created: 0 }, "unused"],
    ["v3.5.0-20240318-0951", {}, null],
    ["v3.5.0-20240318-0951", { branch_created: 1 }, null],
    ["other (9 characters)", {}, null],
  ])("%s with %j is %s", (engine_version, events, key) => {
    expect(branchingStatistic.classify(exampleFrame({ engine_version, events }))).toBe(key);
  });
});

test("clone times are compared by file system", () => {
  expect(cloneTimeStatistic.classify(exampleFrame({ pools: { fs_type: "lvm" } }))).toBe("lvm");
  expect(cloneTimeStatistic.classify(exampleFrame({ pools: { fs_type: "btrfs" } }))).toBe("other");
});

describe("data freshness", () => {
  test.each([
    [{ "1-6-h": 3, "3-7-d": 2 }, "1-6-h"],
    [{ "1-6-h": 2, "3-7-d": 2 }, "1-6-h"],
    [{ "1-6-h": 1, "3-7-d": 2 }, "3-7-d"],
    [{ "1-6-h": 0 }, null],
    [{}, null],
  ])("of clones with data of %j is %s", (ages, key) => {
    const values = { "clone_created.dsa_diff": ages };
    expect(dataFreshnessStatistic.classify(exampleFrame({ values }))).toBe(key);
  });
});

test("an instance uses clones on the weekdays on which it did so twice", () => {
  const classesOf = (days: readonly (readonly [number, number])[]) =>
    weekdayStatistic.classify({ ...exampleFrame(), cloneWeekdays: new Map(days) });
  expect(
    classesOf([
      [1, 4],
      [3, 1],
      [7, 2],
    ]),
  ).toEqual(["monday", "sunday"]);
  expect(classesOf([[3, 1]])).toEqual([]);
  expect(classesOf([])).toBeNull();
});

test("lives are those of the median clone and the median branch", () => {
  const lived = { "1-7-d": 2, "over-28-d": 1 };
  const frame = { ...exampleFrame(), cloneLives: new Map(Object.entries(lived)) };
  expect(cloneLifeStatistic.classify(frame)).toBe("1-7-d");
  expect(branchLifeStatistic.classify(frame)).toBeNull();
  expect(branchLifeStatistic.classify({ ...frame, branchLives: frame.cloneLives })).toBe("1-7-d");
});

test.each([
  [0, null],
  [1, "1"],
  [3, "2"],
  [700, "512"],
])("%d clones at once are in %s", (mostClones, key) => {
  expect(clonesAtOnceStatistic.classify({ ...exampleFrame(), mostClones })).toBe(key);
});

test.each([
  [4, 0, "none"],
  [4, 3, "few"],
  [4, 4, "some"],
  [4, 15, "some"],
  [4, 16, "many"],
  [0, 1, "many"],
  [0, 0, null],
])("of %d clones, %d resets are %s", (clone_created, clone_reset, key) => {
  expect(cloneReuseStatistic.classify(exampleFrame({ events: { clone_created, clone_reset } }))).toBe(key);
});

test.each([
  ["v4.2.0-20261102-1216", { "clone_updated.protected": { true: 1 } }, ["clone"]],
  ["v4.2.0-20261102-1216", { "branch_updated.protected": { false: 3 } }, []],
  ["v3.5.0-20240318-0951", { "clone_updated.protected": { true: 1 } }, null],
])("%s with %j protects %j", (engine_version, values, things) => {
  expect(protectionStatistic.classify(exampleFrame({ engine_version, values }))).toEqual(things);
});

test("snapshots that are destroyed are told by engines that can", () => {
  const events = { snapshot_destroyed: 3 };
  expect(snapshotsDestroyedStatistic.classify(exampleFrame({ events }))).toBe("2");
  expect(
    snapshotsDestroyedStatistic.classify(exampleFrame({ engine_version: "v4.1.3-20260507-0910", events })),
  ).toBeNull();
});
