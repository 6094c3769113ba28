import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { startTestRun } from "../lib/database/testing/testRun";
import { ensureChromium } from "./chromium.mjs";
import { prepare } from "./prepare.mjs";
import { readPages, readUnits, type TestTotal } from "./testReport";

/**
 * `npm test`: lint, types, layers and all that needs no build while the project is built, then its pages in a
 * browser and its servers. Ends with one line that sums all of it up. With `--full`, see lib/testing/effort.ts.
 */
const totals: TestTotal[] = [];
const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) child.kill();
});

if (process.argv.includes("--full")) process.env.TEST_FULL = "1";
rmSync("test-results", { recursive: true, force: true });
mkdirSync("test-results");
const endRun = startTestRun();
const chromium = ensureChromium();

// And once more for a path: e2e/support/belowServer.ts.
const building = prepare({ build: true }).then(() => prepare({ build: true, basePath: "/telemetry" }));
await check("Lint", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]);
await check("Types", ["node_modules/typescript-native/bin/tsc", "--noEmit"]);
await check("Layers", [
  "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
  "app",
  "components",
  "lib",
]);
await vitest("Units", "units");
if (process.env.TEST_FULL === "1") await check("Growth", ["scripts/grow.mjs"]);
await building;
// One after the other: pages and engines wait for answers that a busy machine does not give in time.
await pages();
await vitest("Servers", "servers");
await endRun();

const sumOf = (part: "passed" | "failed" | "skipped") => totals.reduce((sum, total) => sum + total[part], 0);
const skipped = sumOf("skipped") === 0 ? "" : `, ${sumOf("skipped")} skipped`;
process.stdout.write("\n");
// Named at the end, where they are found without reading thousands of lines.
for (const name of totals.flatMap(({ failures }) => failures)) process.stdout.write(`failed: ${name}\n`);
for (const name of totals.flatMap(({ secondTries }) => secondTries)) {
  process.stdout.write(`needed a second try: ${name}\n`);
}
process.stdout.write(`${sumOf("passed")} passed, ${sumOf("failed")} failed${skipped}\n`);
process.exitCode = sumOf("failed") === 0 ? 0 : 1;

/** Counts as one test. */
async function check(title: string, parameters: readonly string[]): Promise<void> {
  const passed = (await node(title, parameters)) === 0 ? 1 : 0;
  totals.push({
    passed,
    failed: 1 - passed,
    skipped: 0,
    failures: passed === 1 ? [] : [title],
    secondTries: [],
  });
}

async function vitest(title: string, project: string) {
  const file = `test-results/${project}.json`;
  const run = ["run", `--project=${project}`];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  await node(title, ["node_modules/vitest/vitest.mjs", ...run, ...reporters]);
  totals.push(read(file, readUnits));
}

async function pages(): Promise<void> {
  await node("Pages", ["node_modules/@playwright/test/cli.js", "test", "--retries=1", "--forbid-only"]);
  totals.push(read("test-results/pages.json", readPages));
}

/** Runs one of our tools; what it prints comes in one piece when it has ended, because others run at the same time. */
function node(title: string, parameters: readonly string[]): Promise<number | null> {
  process.stdout.write(`  ${title} …\n`);
  const startedAt = Date.now();
  const child = spawn(process.execPath, parameters, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }) },
  });
  children.add(child);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => output.push(chunk));
  }
  return new Promise((resolve) => {
    child.once("close", (code) => {
      children.delete(child);
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`\n— ${title}: done in ${seconds} s\n${Buffer.concat(output)}`);
      resolve(code);
    });
  });
}

/** A runner that leaves no report did not pass. */
function read(file: string, count: (report: unknown) => TestTotal): TestTotal {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    process.stdout.write(`no report: ${error instanceof Error ? error.message : error}\n`);
    return { passed: 0, failed: 1, skipped: 0, failures: [file], secondTries: [] };
  }
}
