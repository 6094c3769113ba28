// `npm run test:growth`: adds an event type and a statistic to a copy of the sources, in the files that CONTRIBUTING.md
// names and no others, and runs types and unit tests there. Nothing else may have to be touched.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const project = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "dblab-telemetry-growth-"));
const left = /^(?:\.git|\.next|\.data.*|node_modules|test-results|playwright-report)$/;

/** Tests that a declaration can break: they need no database and no browser. */
const tests = [
  "lib/catalogue",
  "lib/statistics/declare",
  "lib/statistics/declared",
  "lib/statistics/export",
  "lib/statistics/publish",
  "lib/statistics/say",
  "lib/statistics/svg",
  "lib/statistics/view",
  "lib/ingest/readEvent.test.ts",
  "lib/openApi",
  "app/statistics-data",
  "components",
  "docs/claims",
  "scripts/demo/fleet.test.ts",
  "scripts/demo/versions.test.ts",
];

const eventType = `import { declareEventType } from "../eventType";
import { field } from "../field";
import { z } from "../zod";

export const poolResized = declareEventType({
  name: "pool_resized",
  title: "Pool resized",
  group: "configuration",
  since: "4.2.0",
  sentWhen: "After somebody changed the size of a pool.",
  why: "To see what adding an event type takes.",
  data: z.object({
    name: field(z.string().max(63), {
      class: "identifier",
      what: "The name of the pool.",
      why: "To see what adding an identifier takes.",
      example: "dblab_pool",
      since: "4.2.0",
    }),
    size: field(z.int().min(0), {
      class: "technical",
      what: "The size of the pool from now on.",
      why: "To see what adding a technical field takes.",
      unit: "bytes",
      example: 2147483648000,
      since: "4.2.0",
    }),
  }),
  example: { name: "dblab_pool", size: 2147483648000 },
});
`;

const statistic = `import { declareStatistic } from "../declare/declare";
import { eventCountClass, eventCountClasses } from "../declare/powersOfTwo";
import { created } from "../declare/sayClass";

export const poolResizeStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "pool-resizes",
  title: "Pool resizes",
  group: "storage",
  question: "How often are pools resized?",
  unit: "instances",
  source: ["pool_resized"],
  since: "4.2.0",
  method: "Each instance counts with the pools it resized in the period, in classes that double.",
  words: created("resize"),
  classes: eventCountClasses,
  classify: ({ events }) => eventCountClass(events.get("pool_resized") ?? 0),
});
`;

try {
  cpSync(project, copy, {
    recursive: true,
    filter: (from) => !left.test(from.slice(project.length + 1)),
  });
  symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));

  writeFileSync(join(copy, "lib/catalogue/types/poolResized.ts"), eventType);
  edit("lib/catalogue/types/index.ts", [
    [/(import \{ engineStopped \})/, 'import { poolResized } from "./poolResized";\n$1'],
    [/( {2}configUpdated,\n)/, "$1  poolResized,\n"],
  ]);
  // An engine that sends it was measured: what it sends is evidence.
  edit("fixtures/fields-by-version.json", [
    [/("HEAD": ?\{)/, '$1"pool_resized":["name:string","size:number"],'],
  ]);
  edit("fixtures/engine-tags.json", [[/("v4\.2\.0-rc\.3".*"eventTypes":\[)/, '$1"pool_resized",']]);

  writeFileSync(join(copy, "lib/statistics/declared/poolResizes.ts"), statistic);
  edit("lib/statistics/declared/statistics.ts", [
    [/(import \{ poolSizeStatistic \})/, 'import { poolResizeStatistic } from "./poolResizes";\n$1'],
    [/( {2}poolUseStatistic,\n)/, "$1  poolResizeStatistic,\n"],
  ]);

  run("Types", ["node_modules/typescript-native/bin/tsc", "--noEmit"]);
  run("Unit tests", ["node_modules/vitest/vitest.mjs", "run", ...tests]);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/**
 * @param {string} file
 * @param {readonly (readonly [RegExp, string])[]} changes each has to be found
 */
function edit(file, changes) {
  let text = readFileSync(join(copy, file), "utf8");
  for (const [place, by] of changes) {
    if (!place.test(text)) throw new Error(`${file} has nothing like ${place}`);
    text = text.replace(place, by);
  }
  writeFileSync(join(copy, file), text);
}

/**
 * @param {string} title
 * @param {string[]} parameters
 */
function run(title, parameters) {
  process.stdout.write(`\n— ${title}, with another event type and another statistic\n`);
  const { status } = spawnSync(process.execPath, parameters, { cwd: copy, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
