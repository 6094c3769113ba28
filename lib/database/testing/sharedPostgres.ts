import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../openDatabase";
import {
  type CitusNodes,
  citusVariable,
  copyTemplate,
  dropClusterDatabase,
  makeTemplate,
  nodesOfRun,
} from "./citusCluster";
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
  /** Drops a database of a cluster, which has processes of its own; undefined where it may as well stay. */
  readonly drop?: (url: string) => Promise<void>;
}

/** The server of the test run, started by whoever asks first; null where PostgreSQL is not installed. */
export async function sharedPostgres(): Promise<SharedPostgres | null> {
  const programs = findPostgres();
  if (programs === null) return null;
  if (process.env[citusVariable] !== undefined) return sharedCluster(programs);
  const { made: port } = await once("postgres", (folder) => startWithTemplate(programs, folder));
  const create = async (template: string) => {
    const name = newName();
    await execute(urlOf(port, "postgres"), `create database ${name} template ${template}`);
    return urlOf(port, name);
  };
  return { createDatabase: () => create("template0"), createMigrated: () => create("template_migrated") };
}

/** The same on a coordinator and its workers: a migrated database is spread over them, an empty one is the coordinator's alone. */
async function sharedCluster(programs: PostgresPrograms): Promise<SharedPostgres> {
  const { made: nodes } = await once("citus", async (folder) => {
    const started = await nodesOfRun(programs, folder, settings.slice(0, 3));
    await makeTemplate(started);
    return started as CitusNodes;
  });
  return {
    async createDatabase() {
      const name = newName();
      await execute(nodes[0], `create database ${name} template template0`);
      return Object.assign(new URL(nodes[0]), { pathname: `/${name}` }).href;
    },
    createMigrated: () => copyTemplate(nodes, newName()),
    drop: (url) => dropClusterDatabase(nodes, url),
  };
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

const newName = () => `test_${randomUUID().replaceAll("-", "")}`;

const urlOf = (port: number, database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`;
