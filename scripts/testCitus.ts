import { spawn } from "node:child_process";
import { citusVariable, hasCitus } from "../lib/database/testing/citusCluster";

/**
 * `npm run test:citus [-- <what vitest takes>]`: the tests of the database, and of servers, on a Citus cluster: the one whose
 * coordinator CITUS_URL names, as a user who may make databases on all of its servers, or a coordinator and two workers that are
 * started from the programs of this machine. Without the extension nothing is tested, which is said.
 */
const given = process.env.CITUS_URL;
if (given === undefined && !hasCitus()) {
  console.warn(
    "NO CITUS HERE (citus.control in `pg_config --sharedir`, or CITUS_URL): tests on a cluster are SKIPPED.",
  );
} else {
  const parameters = process.argv.slice(2);
  const which = parameters.length > 0 ? parameters : ["--project=units", "lib", "scripts"];
  const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...which], {
    stdio: "inherit",
    env: { ...process.env, [citusVariable]: given ?? "started" },
  });
  process.exitCode = await new Promise<number>((resolve) =>
    child.once("close", (code) => resolve(code ?? 1)),
  );
}
