import { describe, expect, test } from "vitest";
import { exampleFrame } from "../testing/exampleFrame";
import { editionStatistic } from "./editions";
import { engineVersionStatistic } from "./engineVersions";

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
