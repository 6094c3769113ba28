// `npm run test:growth`: adds an event type and a statistic to a copy of the sources, in the files that CONTRIBUTING.md
// names and no others, and runs types and unit tests there. Nothing else may have to be touched.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare } from "./prepare.mjs";

const project = join(import.meta.dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "dblab-telemetry-growth-"));
const left = /^(?:\.git|\.next(?:-below)?|\.data.*|node_modules|test-results|playwright-report)$/;

/** Rooms whose tests know neither event types nor statistics. */
const untouched = ["caching", "database", "http", "jobs", "organizations", "settings", "words"];

const eventType = `import { declareEventType } from "../eventType";
import { field } from "../field";
import { z } from "../zod";
import { cloneIdField } from "./parts";

export const cloneShared = declareEventType({
  name: "clone_shared",
  title: "Clone shared",
  group: "clone",
  since: "4.2.0",
  sentWhen: "After somebody gave a clone to others.",
  why: "To see what adding an event type takes.",
  data: z.object({
    id: cloneIdField("4.2.0"),
    size: field(z.int().min(0), {
      class: "technical",
      what: "The size of the clone at that moment.",
      why: "To see what adding a technical field takes.",
      unit: "bytes",
      example: 2147483648000,
      since: "4.2.0",
    }),
  }),
  example: { id: "b98c5ae306baa5380080a4ad46f65ee8a5693088", size: 2147483648000 },
});
`;

const statistic = `import { declareStatistic } from "../declare/declare";
import { eventCountClass, eventCountClasses } from "../declare/powersOfTwo";
import { created } from "../declare/sayClass";

export const cloneShareStatistic = declareStatistic({
  kind: "share",
  form: "histogram",
  key: "clone-shares",
  title: "Shared clones",
  group: "clones",
  question: "How often are clones shared?",
  unit: "instances",
  source: ["clone_shared"],
  since: "4.2.0",
  method: "Each instance counts with the clones it shared in the period, in classes that double.",
  words: created("share"),
  classes: eventCountClasses,
  classify: ({ events }) => eventCountClass(events.get("clone_shared") ?? 0),
});
`;

// The copy has the packages of this folder: what runs there must find nothing to install.
await prepare({ build: false });

try {
  cpSync(project, copy, {
    recursive: true,
    filter: (from) => !left.test(from.slice(project.length + 1)),
  });
  symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));

  writeFileSync(join(copy, "lib/catalogue/types/cloneShared.ts"), eventType);
  edit("lib/catalogue/types/index.ts", [
    [/(import \{ engineStopped \})/, 'import { cloneShared } from "./cloneShared";\n$1'],
    [/( {2}configUpdated,\n)/, "$1  cloneShared,\n"],
  ]);
  // An engine that sends it was measured: what it sends is evidence.
  edit("fixtures/fields-by-version.json", [
    [/("HEAD": ?\{)/, '$1"clone_shared":["id:string","size:number"],'],
  ]);
  edit("fixtures/engine-tags.json", [[/("v4\.2\.0-rc\.3".*"eventTypes":\[)/, '$1"clone_shared",']]);
  const line = (/** @type {string} */ json) =>
    `{"file":"engine/internal/telemetry/events.go","line":110,"struct":"CloneShared","json":"${json}","optional":false},`;
  for (const tag of ['"v4\\.2\\.0-rc\\.3"', '"9fbebc79"']) {
    edit("fixtures/source-lines.json", [
      [new RegExp(`(${tag}:\\{"fields":\\[)`), `$1${line("id")}${line("size")}`],
      [
        new RegExp(`(${tag}:.*?"sent_at":\\[)`),
        '$1{"file":"engine/internal/srv/routes.go","line":990,"event":"clone_shared"},',
      ],
    ]);
  }

  // Its fields are in no statistic.
  edit("lib/catalogue/otherUses.ts", [
    [/( {2}"clone_updated\.id")/, '  "clone_shared.id": "timeline",\n  "clone_shared.size": "timeline",\n$1'],
  ]);

  writeFileSync(join(copy, "lib/statistics/declared/cloneShares.ts"), statistic);
  edit("lib/statistics/declared/statistics.ts", [
    [/(import \{ clonesPerInstanceStatistic \})/, 'import { cloneShareStatistic } from "./cloneShares";\n$1'],
    [/( {2}clonesPerInstanceStatistic,\n)/, "$1  cloneShareStatistic,\n"],
  ]);

  run("Types", ["node_modules/typescript-native/bin/tsc", "--noEmit"]);
  const without = untouched.flatMap((room) => ["--exclude", `lib/${room}/**`]);
  run("Unit tests", ["node_modules/vitest/vitest.mjs", "run", "--project", "units", ...without]);
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
