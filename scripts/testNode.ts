import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { prepare } from "./prepare.mjs";

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

const given = process.argv.slice(2);
await prepare({ build: true });
const failed: string[] = [];
for (const node of given.length > 0 ? given : [process.execPath]) {
  process.stdout.write(`\n${node}\n`);
  const child = spawn(node, ["node_modules/vitest/vitest.mjs", "run", ...smoke], {
    stdio: "inherit",
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` },
  });
  const [code] = await once(child, "close");
  if (code !== 0) failed.push(node);
}
if (failed.length > 0) {
  process.stderr.write(`Failed on ${failed.join(", ")}\n`);
  process.exitCode = 1;
}
