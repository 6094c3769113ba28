import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readMarker, removeDemo, writeMarker } from "./demoFolder";
import { demoEnvironment } from "./environment";
import { chooseFleet, readOptions } from "./options";

const marker = { seed: 7, instances: 40, months: 6, end: "2026-11-20T15:30:00.000Z", isComplete: true };
const now = new Date("2026-11-25T12:00:00Z");
let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "demo-folder-"));
  folder = join(parent, "data");
});
afterEach(() => rmSync(parent, { recursive: true }));

test("a marker is read as it was written", () => {
  expect(readMarker(folder)).toBeNull();
  writeMarker(folder, marker);
  expect(readMarker(folder)).toEqual(marker);
  expect(readdirSync(folder)).toEqual(["demo.json"]);
});

test("a folder with anything else in it is neither used nor removed", () => {
  writeFileSync(join(parent, "pg"), "somebody's data");
  expect(() => readMarker(parent)).toThrow("not a demo's data folder");
  expect(() => removeDemo(parent)).toThrow("not a demo's data folder");
  expect(existsSync(join(parent, "pg"))).toBe(true);
});

test("a damaged marker is told, not overwritten", () => {
  writeMarker(folder, marker);
  writeFileSync(join(folder, "demo.json"), "{");
  expect(() => readMarker(folder)).toThrow("cannot be read");
});

test("a demo is removed with everything", () => {
  writeMarker(folder, marker);
  writeFileSync(join(folder, "more"), "");
  removeDemo(folder);
  expect(existsSync(folder)).toBe(false);
  removeDemo(folder);
});

test("the fleet is the one that is there, or a new one that ends now", () => {
  expect(chooseFleet(readOptions([]), marker, now)).toEqual(marker);
  expect(chooseFleet(readOptions(["--seed", "7"]), marker, now)).toEqual(marker);
  expect(() => chooseFleet(readOptions(["--seed", "8"]), marker, now)).toThrow("--fresh");
  expect(chooseFleet(readOptions(["--seed", "8", "--months=3"]), null, now)).toEqual({
    seed: 8,
    instances: 400,
    months: 3,
    end: now.toISOString(),
    isComplete: false,
  });
});

test.each([["--seed", "x"], ["--instances", "0"], ["--months", "37"], ["--speed", "9"], ["fleet"]])(
  "%s %s is told to be wrong",
  (...parameters) => {
    expect(() => readOptions(parameters)).toThrow(/must be a whole number|There are --seed/);
  },
);

test("its settings lead to no other database, and keep all of a long history", () => {
  const start = new Date("2024-11-25T12:00:00Z");
  const environment = demoEnvironment({ start }, { folder, port: 4000, now });
  expect(environment).toMatchObject({ DATABASE_URL: "", INSTANCE_ID_PEPPER: "", DATA_DIR: folder });
  expect(environment.PUBLIC_URL).toBe("http://localhost:4000");
  expect(Number(environment.RAW_RETENTION_DAYS)).toBeGreaterThan(730);
  expect(demoEnvironment({ start: now }, { folder, port: 1, now }).RAW_RETENTION_DAYS).toBe("600");
});
