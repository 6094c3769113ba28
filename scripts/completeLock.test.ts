import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { missingPlatforms } from "./completeLock.mjs";

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "..", name), "utf8"));

it("the lock file holds the packages of every platform, not only of the one it was made on", () => {
  expect(missingPlatforms(read("package-lock.json"))).toEqual([]);
});

it("every package is pinned, and the lock file names no registry", () => {
  const { dependencies, devDependencies } = read("package.json");
  // A package under another name is pinned behind it: `npm:typescript@7.0.2`.
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^(npm:.+@)?\d/);
  expect(JSON.stringify(read("package-lock.json"))).not.toContain('"resolved"');
});
