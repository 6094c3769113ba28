import { execFileSync, type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pg from "pg";

/** A PostgreSQL server of a test's own, in a temporary folder, on loopback. */
export interface ScratchPostgres {
  /** Of the server's own database `postgres`; without a password, because loopback is trusted. */
  readonly url: string;
  readonly port: number;
  /** Makes an empty database. @returns its URL. */
  createDatabase(): Promise<string>;
  /** Stops the server in an orderly way; its data stay. */
  stop(): void;
  /** Ends all of the server's processes at once, as a power cut would; its data stay. */
  kill(): void;
  /** Starts it again on the same port, after `stop` or `kill`. */
  start(): void;
  /** Stops the server and removes everything. Also done when this process ends, however it ends. */
  remove(): void;
}

/** Options of {@link startScratchPostgres}. */
export interface ScratchOptions {
  /** Lines added to postgresql.conf, such as `max_connections = 5`. */
  settings?: string[];
  /** Asks for this password of the user `postgres`, and is part of `url`. */
  password?: string;
}

/** Makes and starts a server; null, said loudly, where PostgreSQL is not installed. */
export async function startScratchPostgres(options: ScratchOptions = {}): Promise<ScratchPostgres | null> {
  const programs = findPrograms();
  if (!programs) {
    console.warn("NO POSTGRESQL PROGRAMS HERE (initdb, pg_ctl): tests on a PostgreSQL server are SKIPPED.");
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), "dblab-telemetry-postgres-"));
  const identity = unprivileged();
  if (identity) chownSync(folder, identity.uid, identity.gid);
  const data = join(folder, "data");
  const port = await freePort();
  const run = (program: string, parameters: string[]) =>
    checked(
      spawnSync(join(programs, program), parameters, { cwd: folder, encoding: "utf8", ...identity }),
      program,
    );

  run("initdb", [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-instructions",
  ]);
  const settings = [
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    `unix_socket_directories = '${folder}'`,
    "fsync = on",
    "shared_buffers = 32MB",
    ...(options.settings ?? []),
  ];
  const pgCtl = (...parameters: string[]) => run("pg_ctl", ["-D", data, "-w", "-t", "60", ...parameters]);
  appendFileSync(join(data, "postgresql.conf"), `${settings.join("\n")}\n`);
  const start = () => pgCtl("-l", join(folder, "log"), "start");
  const running = () =>
    spawnSync(join(programs, "pg_ctl"), ["-D", data, "status"], { ...identity }).status === 0;
  const stop = () => {
    if (running()) pgCtl("-m", "fast", "stop");
  };
  const stopWatching = removeWhenWeEnd(join(programs, "pg_ctl"), data, folder, identity);
  const remove = () => {
    stopWatching();
    try {
      if (running()) pgCtl("-m", "immediate", "stop");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  start();

  const secret = options.password === undefined ? "" : `:${options.password}`;
  const urlOf = (database: string) => `postgresql://postgres${secret}@127.0.0.1:${port}/${database}`;
  if (options.password !== undefined) {
    await execute(urlOf("postgres"), `alter user postgres password '${options.password}'`);
    const rules = join(data, "pg_hba.conf");
    writeFileSync(rules, readFileSync(rules, "utf8").replaceAll(/trust$/gm, "scram-sha-256"));
    pgCtl("reload");
  }
  return {
    url: urlOf("postgres"),
    port,
    async createDatabase() {
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      await execute(urlOf("postgres"), `create database ${name}`);
      return urlOf(name);
    },
    start,
    stop,
    kill: () => void pgCtl("-m", "immediate", "stop"),
    remove,
  };
}

/** Runs one statement on a connection of its own. @returns its rows. */
export async function execute(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** The folder that has initdb and pg_ctl: one of PATH, or the one pg_config names. */
function findPrograms(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  try {
    folders.push(execFileSync("pg_config", ["--bindir"], { encoding: "utf8", stdio: "pipe" }).trim());
  } catch {
    // Without pg_config there is only PATH.
  }
  return (
    folders.find((folder) =>
      ["initdb", "pg_ctl", "postgres"].every((name) => existsSync(join(folder, name))),
    ) ?? null
  );
}

/** PostgreSQL refuses to run as root, so root lends it the user `nobody`. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** A shell that waits for the end of its input, which comes with the end of this process, and cleans up. */
function removeWhenWeEnd(
  pgCtl: string,
  data: string,
  folder: string,
  identity: object | undefined,
): () => void {
  const script = `read _; "$0" -D "$1" -m immediate stop; rm -rf "$2"`;
  const shell = spawn("sh", ["-c", script, pgCtl, data, folder], {
    ...identity,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  return () => shell.kill("SIGKILL");
}

function checked(result: SpawnSyncReturns<string>, program: string): void {
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${program} failed: ${result.stderr}${result.stdout}`);
}

function freePort(): Promise<number> {
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
