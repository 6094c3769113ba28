import { describe, expect, test } from "vitest";
import { engineMinor, engineMinorClasses, isAtLeast } from "./engineMinor";

test("classes are newest first, and what is no release comes last", () => {
  expect(engineMinorClasses.map(({ key }) => key)).toEqual([
    "4.2",
    "4.1",
    "4.0",
    "3.5",
    "3.4",
    "3.3",
    "3.2",
    "3.1",
    "3.0",
    "pre-release",
  ]);
});

describe("the minor version of a build", () => {
  test.each([
    ["v4.1.3-20260507-0910", "4.1"],
    ["4.2.0", "4.2"],
    ["v3.0.0-20211220-1923", "3.0"],
    ["v4.2", "4.2"],
    ["v4.2.0-rc.3-20261020-1010", "pre-release"],
    ["v4.1.3-12-gabc1234-20260601-0910", "pre-release"],
    ["3f2a9c1-20260601-0910", "pre-release"],
    ["-20260601-0910", "pre-release"],
    ["v9.9.0-20300101-0000", "other"],
    ["v2.5.0-20210601-0910", "other"],
    ["v4.10.0-20300101-0000", "other"],
    ["other (23 characters)", "other"],
  ])("%s is %s", (version, key) => {
    expect(engineMinor(version)).toBe(key);
  });
});

describe("whether a build is new enough", () => {
  test.each([
    ["v4.0.0-20250630-1030", true],
    ["v4.0.0-rc.1-20250601-1030", true],
    ["v10.0.0", true],
    ["v4.2.0-20261102-1216", true],
    ["v3.5.0-20240318-0951", false],
    ["v3.10.0-20240318-0951", false],
    ["3f2a9c1-20260601-0910", true],
    ["other (23 characters)", false],
  ])("%s is at least 4.0: %s", (version, isNew) => {
    expect(isAtLeast(version, "4.0.0")).toBe(isNew);
  });

  test("compares minor versions as numbers", () => {
    expect(isAtLeast("v3.10.0", "3.4.0")).toBe(true);
    expect(isAtLeast("v3.3.9", "3.4.0")).toBe(false);
  });
});
