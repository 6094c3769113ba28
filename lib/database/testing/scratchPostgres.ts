import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { makeCluster, ownFolder } from "./cluster";
import { findPostgres, type Identity } from "./postgresPrograms";

/** A PostgreSQL server of a test's own, in a temporary folder, on loopback, which flushes to disk as in production. */
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
  const programs = findPostgres();
  if (programs === null) return null;
  const folder = ownFolder(programs, mkdtempSync(join(tmpdir(), "dblab-telemetry-postgres-")));
  const cluster = await makeCluster(programs, folder, ["fsync = on", ...(options.settings ?? [])]);
  const { data, port, pgCtl, start } = cluster;
  const stop = () => {
    if (programs.isRunning(data)) pgCtl("-m", "fast", "stop");
  };
  const stopWatching = removeWhenWeEnd(programs.pgCtl, data, folder, programs.identity);
  const remove = () => {
    stopWatching();
    try {
      if (programs.isRunning(data)) pgCtl("-m", "immediate", "stop");
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
    kill: () => pgCtl("-m", "immediate", "stop"),
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

/** A shell that waits for the end of its input, which comes with the end of this process, and cleans up. */
function removeWhenWeEnd(pgCtl: string, data: string, folder: string, identity: Identity): () => void {
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
