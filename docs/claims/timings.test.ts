import { expect, test } from "vitest";
import { filesBelow, readText } from "./readers";

/** What reads a clock to see how long something took. */
const stopwatch = /\bperformance\.now\(|\bhrtime\b|\bconsole\.time|expect\(Date\.now\(\) -/;

const tests = ["app", "components", "docs", "e2e", "lib", "scripts"].flatMap((folder) =>
  filesBelow(folder, /\.(?:test|spec)\.tsx?$/),
);

test("no test uses a stopwatch: timings belong in bench/", () => {
  expect(tests).toContain("docs/claims/timings.test.ts");
  expect(tests.filter((file) => stopwatch.test(readText(file)))).toEqual([]);
});
