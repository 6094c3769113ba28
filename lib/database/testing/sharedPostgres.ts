import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../openDatabase";
import { makeCluster, ownFolder } from "./cluster";
import { findPostgres, type PostgresPrograms } from "./postgresPrograms";
import { execute } from "./scratchPostgres";
import { endWithRun, once } from "./testRun";

/** Its data live as long as the run, so nothing is flushed. Tests of durability start a server of their own. */
const settings = [
  "fsync = off",
  "full_page_writes = off",
  "synchronous_commit = off",
  "max_connections = 300",
  "max_wal_size = 4GB",
];

/** The PostgreSQL server of the test run. */
export interface SharedPostgres {
  /** Makes an empty database. @returns its URL */
  createDatabase(): Promise<string>;
  /** Makes a migrated database without rows, as a copy of one that is migrated once in a run. @returns its URL */
  createMigrated(): Promise<string>;
}

/** The server of the test run, started by whoever asks first; null where PostgreSQL is not installed. */
export async function sharedPostgres(): Promise<SharedPostgres | null> {
  const programs = findPostgres();
  if (programs === null) return null;
  const { made: port } = await once("postgres", (folder) => startWithTemplate(programs, folder));
  const create = async (template: string) => {
    const name = `test_${randomUUID().replaceAll("-", "")}`;
    await execute(urlOf(port, "postgres"), `create database ${name} template ${template}`);
    return urlOf(port, name);
  };
  return { createDatabase: () => create("template0"), createMigrated: () => create("template_migrated") };
}

async function startWithTemplate(programs: PostgresPrograms, folder: string): Promise<number> {
  const { data, port, start } = await makeCluster(programs, ownFolder(programs, folder), settings);
  start();
  endWithRun("postgres", Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]));
  await execute(urlOf(port, "postgres"), "create database template_migrated template template0");
  const databaseUrl = urlOf(port, "template_migrated");
  await (await openDatabase({ databaseUrl, dataFolder: "", holder: "a test" })).close();
  return port;
}

const urlOf = (port: number, database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
