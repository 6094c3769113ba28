// `npm test`: installs what is missing, then lint, types, unit and integration tests, and the pages in a browser.
// Ends with one line that sums all of it up.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { prepare } from "./prepare.mjs";

const project = join(import.meta.dirname, "..");
process.chdir(project);
await prepare({ build: true });
const { ensureChromium } = await import("./chromium.mjs");
const chromium = ensureChromium();

rmSync("test-results", { recursive: true, force: true });
mkdirSync("test-results");
const total = { passed: 0, failed: 0, skipped: 0 };

check("Lint", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]);
check("Types", ["node_modules/typescript-native/bin/tsc", "--noEmit"]);
check("Layers", ["node_modules/dependency-cruiser/bin/dependency-cruise.mjs", "app", "components", "lib"]);

node("Unit and integration tests", [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--reporter=default",
  "--reporter=json",
  "--outputFile.json=test-results/units.json",
]);
add(() => {
  const result = readJson("test-results/units.json");
  return { passed: result.numPassedTests, failed: unitFailures(result), skipped: result.numPendingTests };
});

node("Pages", ["node_modules/@playwright/test/cli.js", "test"]);
add(() => {
  const { stats } = readJson("test-results/pages.json");
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
});

const skipped = total.skipped === 0 ? "" : `, ${total.skipped} skipped`;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exit(total.failed === 0 ? 0 : 1);

/**
 * Counts as one test.
 * @param {string} title
 * @param {string[]} parameters
 */
function check(title, parameters) {
  total[node(title, parameters) === 0 ? "passed" : "failed"] += 1;
}

/**
 * @param {string} title
 * @param {string[]} parameters
 */
function node(title, parameters) {
  process.stdout.write(`\n— ${title}\n`);
  const environment = chromium === undefined ? {} : { CHROMIUM_PATH: chromium };
  return spawnSync(process.execPath, parameters, {
    stdio: "inherit",
    env: { ...process.env, ...environment },
  }).status;
}

/** @param {() => { passed: number, failed: number, skipped: number }} read */
function add(read) {
  try {
    const result = read();
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped;
  } catch (error) {
    // A runner that leaves no result did not pass.
    process.stdout.write(`no result: ${error instanceof Error ? error.message : error}\n`);
    total.failed += 1;
  }
}

/** A file that could not even be loaded has no tests that failed, and still is a failure. */
function unitFailures(
  /** @type {{ numFailedTests: number, numFailedTestSuites: number, success: boolean }} */ result,
) {
  return result.numFailedTests || (result.success ? 0 : Math.max(1, result.numFailedTestSuites));
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
