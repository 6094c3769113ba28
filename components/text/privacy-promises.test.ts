import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { privacyPromises } from "./privacy-promises";

const project = join(import.meta.dirname, "..", "..");
const promises = privacyPromises({ rawRetentionDays: 123 });

it.each(promises.flatMap(({ id, keptBy }) => keptBy.map((evidence) => ({ id, ...evidence }))))(
  "$id is kept by $symbol of $path",
  ({ path, symbol }) => {
    const file = join(project, path);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, "utf8")).toContain(symbol);
  },
);

it("names something that keeps it for every promise, and every promise once", () => {
  for (const { keptBy } of promises) expect(keptBy.length).toBeGreaterThan(0);
  expect(new Set(promises.map(({ id }) => id)).size).toBe(promises.length);
});

it("says how long raw events are kept here", () => {
  expect(promises.find(({ id }) => id === "retention")?.promise).toContain("123 days");
});
