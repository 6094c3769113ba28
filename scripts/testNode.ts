import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";

/**
 * `npm run test:node -- <path of a Node>...`: the smoke part of the tests on each of these versions, or on the one that runs this.
 * Everything that is there for a version of Node: both databases, the process in front and the one with the pages, the
 * captured requests over TCP, and an upgrade.
 */
const smoke = [
  "lib/openServices.test.ts",
  "lib/rollingUpgrade.test.ts",
  "lib/keptSchemas.test.ts",
  "lib/database/embedded",
  "e2e/front.test.ts",
  "e2e/replay.test.ts",
];

const preparing = 'import("./scripts/prepare.mjs").then(({ prepare }) => prepare({ build: true }))';

const given = process.argv.slice(2);
const failed: string[] = [];
for (const node of given.length > 0 ? given : [process.execPath]) {
  process.stdout.write(`\n${node}\n`);
  const run = async (...parameters: readonly string[]) => {
    const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` };
    const [code] = await once(spawn(node, parameters, { stdio: "inherit", env }), "close");
    return code === 0;
  };
  // Packages are installed for a version of Node: a test that starts the service would do it under the others.
  const isPassed =
    (await run("-e", preparing)) && (await run("node_modules/vitest/vitest.mjs", "run", ...smoke));
  if (!isPassed) failed.push(node);
}
if (failed.length > 0) {
  process.stderr.write(`Failed on ${failed.join(", ")}\n`);
  process.exitCode = 1;
}
