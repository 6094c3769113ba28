import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { distributePostgres } from "../postgresql/distributePostgres";
import { type Cluster, makeCluster, ownFolder } from "./cluster";
import { findPostgres, type PostgresPrograms } from "./postgresPrograms";
import { execute } from "./scratchPostgres";
import { endWithRun } from "./testRun";

/** Servers of a cluster by the address of their database `postgres`, the coordinator first. */
export type CitusNodes = readonly [coordinator: string, ...workers: string[]];

/** Few, because each costs every statement that touches several. */
export const shardsOfTests = 4;

const template = "template_citus";

/** `test:citus` sets it: the tests of databases run on a cluster. A coordinator's address, or `started` for one of our own. */
export const citusVariable = "TEST_CITUS";

/** Whether the extension can be loaded by the server programs that tests start. */
export function hasCitus(programs: PostgresPrograms | null = findPostgres()): boolean {
  return programs !== null && existsSync(join(programs.shareFolder(), "extension", "citus.control"));
}

const settings = [
  "shared_preload_libraries = 'citus'",
  "max_connections = 400",
  // Each database of a test has a process that looks for deadlocks.
  "max_worker_processes = 100",
  "citus.node_conninfo = 'sslmode=disable'",
  "max_prepared_transactions = 400",
];

/** Makes and starts a coordinator and two workers, which are not told of one another yet. */
export async function startNodes(
  programs: PostgresPrograms,
  folder: string,
  more: readonly string[],
): Promise<readonly Cluster[]> {
  const nodes = [];
  for (const name of ["coordinator", "worker1", "worker2"]) {
    const node = await makeCluster(programs, ownFolder(programs, join(folder, name)), [...settings, ...more]);
    node.start();
    nodes.push(node);
  }
  return nodes;
}

/** The nodes of the test run: of a cluster that is there, or of one that is started and ends with the run. */
export async function nodesOfRun(
  programs: PostgresPrograms,
  folder: string,
  more: readonly string[],
): Promise<CitusNodes> {
  const given = process.env[citusVariable] ?? "";
  if (given.startsWith("postgres")) return nodesOf(given);
  const nodes = await startNodes(programs, ownFolder(programs, folder), more);
  for (const [index, { data }] of nodes.entries())
    endWithRun(`citus-${index}`, Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]));
  const [coordinator = "", ...workers] = nodes.map(
    ({ port }) => `postgresql://postgres@127.0.0.1:${port}/postgres`,
  );
  return [coordinator, ...workers];
}

/** The servers that a coordinator knows. */
async function nodesOf(coordinator: string): Promise<CitusNodes> {
  const rows = (await execute(
    coordinator,
    "select nodename as host, nodeport as port from pg_dist_node where groupid <> 0 and noderole = 'primary' order by 1, 2",
  )) as { host: string; port: number }[];
  const workers = rows.map(({ host, port }) => {
    const url = new URL(coordinator);
    url.hostname = host;
    url.port = String(port);
    return url.href;
  });
  return [coordinator, ...workers];
}

/** Makes a database with the extension on every node, whose coordinator knows the workers. @returns its URL */
export async function createClusterDatabase(nodes: CitusNodes, name: string): Promise<string> {
  await Promise.all(nodes.map((node) => execute(node, `create database ${name} template template0`)));
  const [coordinator = "", ...workers] = nodes.map((node) => inDatabase(node, name));
  await Promise.all([coordinator, ...workers].map((node) => execute(node, "create extension citus")));
  const { hostname, port } = new URL(coordinator);
  await execute(coordinator, `select citus_set_coordinator_host('${hostname}', ${port})`);
  for (const worker of workers) {
    const { hostname: host, port: at } = new URL(worker);
    await execute(coordinator, `select citus_add_node('${host}', ${at})`);
  }
  return coordinator;
}

/** Makes a migrated database whose tables are spread, of which `copyTemplate` makes others. */
export async function makeTemplate(nodes: CitusNodes): Promise<void> {
  for (const node of nodes) await execute(node, `drop database if exists ${template} with (force)`);
  const url = await createClusterDatabase(nodes, template);
  await distributePostgres(url, { shards: shardsOfTests });
  for (const node of nodes) await execute(node, `alter database ${template} allow_connections false`);
  for (const node of nodes) await letGo(node);
}

/** Makes a database of a name as a copy. @returns its URL */
export async function copyTemplate(nodes: CitusNodes, name: string): Promise<string> {
  await Promise.all(nodes.map((node) => execute(node, `create database ${name} template ${template}`)));
  return inDatabase(nodes[0], name);
}

/** Drops a database on every node. */
export async function dropClusterDatabase(nodes: CitusNodes, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await Promise.all(nodes.map((node) => execute(node, `drop database if exists ${name} with (force)`)));
}

/** A database that somebody looks at cannot be copied. */
async function letGo(node: string): Promise<void> {
  const ofTemplate = `from pg_stat_activity where datname = '${template}'`;
  for (let left = 1; left > 0; ) {
    await execute(node, `select pg_terminate_backend(pid) ${ofTemplate}`);
    left = (await execute(node, `select 1 ${ofTemplate}`)).length;
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function inDatabase(node: string, name: string): string {
  const url = new URL(node);
  url.pathname = `/${name}`;
  return url.href;
}
