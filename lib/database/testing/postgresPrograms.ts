import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";

/** As whom the server's programs run: PostgreSQL refuses to run as root, so root lends it the user `nobody`. */
export type Identity = { readonly uid: number; readonly gid: number } | undefined;

/** PostgreSQL's server programs on this machine. */
export interface PostgresPrograms {
  readonly identity: Identity;
  /** Runs one to its end. @throws Error with what it printed when it fails */
  run(program: "initdb" | "pg_ctl", parameters: readonly string[]): void;
  /** Whether the server of a data folder is running. */
  isRunning(data: string): boolean;
  readonly pgCtl: string;
  /** Where the server finds its extensions. */
  shareFolder(): string;
}

/** The programs of PATH, or of the folder that pg_config names; null, said loudly, where there are none. */
export function findPostgres(): PostgresPrograms | null {
  const folder = findFolder();
  if (folder === null) {
    console.warn("NO POSTGRESQL PROGRAMS HERE (initdb, pg_ctl): tests on a PostgreSQL server are SKIPPED.");
    return null;
  }
  const identity = unprivileged();
  const start = (program: string, parameters: readonly string[]) =>
    spawnSync(join(folder, program), parameters, { cwd: "/", encoding: "utf8", ...identity });
  return {
    identity,
    run(program, parameters) {
      const { error, status, stderr, stdout } = start(program, parameters);
      if (error) throw error;
      if (status !== 0) throw new Error(`${program} failed: ${stderr}${stdout}`);
    },
    isRunning: (data) => start("pg_ctl", ["-D", data, "status"]).status === 0,
    pgCtl: join(folder, "pg_ctl"),
    shareFolder: () =>
      ask(existsSync(join(folder, "pg_config")) ? join(folder, "pg_config") : "pg_config", "--sharedir"),
  };
}

/** Whether a PostgreSQL server can be started here. */
export function hasPostgres(): boolean {
  return findFolder() !== null;
}

/** A TCP port of the loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}

function findFolder(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const ofPath = folders.find(hasPrograms);
  if (ofPath !== undefined) return ofPath;
  try {
    const named = ask("pg_config", "--bindir");
    return hasPrograms(named) ? named : null;
  } catch {
    return null;
  }
}

function ask(program: string, parameter: string): string {
  return execFileSync(program, [parameter], { encoding: "utf8", stdio: "pipe" }).trim();
}

function hasPrograms(folder: string): boolean {
  return ["initdb", "pg_ctl", "postgres"].every((name) => existsSync(join(folder, name)));
}

function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
