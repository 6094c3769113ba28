import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import { freePort } from "./postgresPrograms";
import { temporaryFolder } from "./temporaryFolder";

/**
 * Puts PgBouncer in front of a server, for the running test; skips it, loudly, where PgBouncer is not installed.
 *
 * @param lines of its configuration that differ from its defaults
 * @returns the same URL through it
 */
export async function throughPgBouncer(
  databaseUrl: string,
  { skip }: TestContext,
  lines: readonly string[] = ["pool_mode = transaction"],
): Promise<string> {
  if (spawnSync("pgbouncer", ["--version"]).error) {
    console.warn("NO PGBOUNCER HERE: tests through it are SKIPPED.");
    skip("no pgbouncer on this machine");
  }
  const server = new URL(databaseUrl);
  const port = await freePort();
  const file = join(temporaryFolder(), "pgbouncer.ini");
  const configuration = [
    "[databases]",
    `* = host=127.0.0.1 port=${server.port} user=${server.username}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "auth_type = any",
    "unix_socket_dir =",
    ...lines,
  ];
  writeFileSync(file, `${configuration.join("\n")}\n`);
  // Its folder is ours alone, and it refuses to run as root: it reads the file before it becomes somebody else.
  const asNobody = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const child = spawn("pgbouncer", ["-q", ...asNobody, file], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  while (!(await isListening(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  server.port = String(port);
  return server.href;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
