import { spawn } from "node:child_process";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { openDatabase } from "../../lib/database/openDatabase";
import { copyEmbedded } from "../../lib/database/testing/embeddedTemplate";
import { temporaryFolder } from "../../lib/database/testing/temporaryFolder";

const project = join(import.meta.dirname, "..", "..");
let dataFolder = "";
beforeEach(async () => {
  dataFolder = join(temporaryFolder(), "data");
  await copyEmbedded(dataFolder);
});

/** Runs the command as `npm run admin` does. */
function admin(...parameters: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["scripts/run.mjs", "scripts/admin.ts", ...parameters], {
    cwd: project,
    env: { PATH, HOME, DATA_DIR: dataFolder } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, ...output })));
}

it("says to stop the service where that has the embedded database, and works once it is stopped", async () => {
  const service = await openDatabase({ dataFolder, holder: "DBLab Telemetry on port 3000" });
  const refused = await admin("org", "list");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain('in use by "DBLab Telemetry on port 3000"');
  expect(refused.stderr).toContain("stop the service");
  expect(refused.stderr).not.toContain("    at ");
  await service.close();

  await admin("org", "create", "acme", "--name", "Acme", "--plan", "standard");
  // The key and nothing else, for a shell's $(…).
  expect(await admin("key", "issue", "acme")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^dleo_[\w-]{43}\n$/),
  });
});

it("needs no database to say what it does not understand", async () => {
  const service = await openDatabase({ dataFolder, holder: "a test" });
  expect(await admin("org", "crete")).toMatchObject({ code: 2, stdout: "" });
  expect(await admin("help")).toMatchObject({ code: 0, stderr: "" });
  await service.close();
});
