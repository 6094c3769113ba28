import { spawnSync } from "node:child_process";
import { appendFileSync, chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { freePort, type PostgresPrograms } from "./postgresPrograms";
import { isInTestRun, once } from "./testRun";

/** A PostgreSQL cluster on loopback: where it is, and the programs to start and stop it with. */
export interface Cluster {
  readonly data: string;
  readonly port: number;
  pgCtl(...parameters: string[]): void;
  start(): void;
}

/**
 * Makes a cluster in an empty folder that is the server's; it is not started.
 *
 * @param settings lines of postgresql.conf
 */
export async function makeCluster(
  programs: PostgresPrograms,
  folder: string,
  settings: readonly string[],
): Promise<Cluster> {
  const data = join(folder, "data");
  await fillData(programs, data);
  const port = await freePort();
  const lines = [
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    `unix_socket_directories = '${folder}'`,
    "shared_buffers = 32MB",
    ...settings,
  ];
  appendFileSync(join(data, "postgresql.conf"), `${lines.join("\n")}\n`);
  const pgCtl = (...parameters: string[]) =>
    programs.run("pg_ctl", ["-D", data, "-w", "-t", "60", ...parameters]);
  return { data, port, pgCtl, start: () => pgCtl("-l", join(folder, "log"), "start") };
}

/** Makes a folder that the server may write to. */
export function ownFolder(programs: PostgresPrograms, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const { identity } = programs;
  if (identity) chownSync(folder, identity.uid, identity.gid);
  return folder;
}

/** initdb takes seconds, a copy of what it made does not. */
async function fillData(programs: PostgresPrograms, data: string): Promise<void> {
  if (!isInTestRun()) return initialize(programs, data);
  const { folder } = await once("initdb", async (made) => {
    initialize(programs, join(ownFolder(programs, made), "data"));
  });
  const { status, stderr } = spawnSync("cp", ["-a", join(folder, "data"), data], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function initialize(programs: PostgresPrograms, data: string): void {
  const how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"];
  programs.run("initdb", ["-D", data, ...how]);
}
