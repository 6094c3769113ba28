import type { Connection, Driver } from "../driver";
import { inTransaction } from "../inTransaction";
import { migrationLock } from "../migrations/migrate";
import { StartError } from "../types";
import { refuseWorker } from "./checkCluster";
import { placeFunctions, placeTable } from "./placeTables";
import { type Cluster, misplaced, readCluster, rowsOf } from "./readCluster";

/** How far placing has come. */
export interface DistributeProgress {
  /** The table that is placed next; null when all are. */
  readonly table: string | null;
  readonly bytes: { readonly done: number; readonly all: number };
}

export interface DistributeReport {
  /** Of the tables that are spread. */
  readonly shards: number;
  /** Tables that were placed now. */
  readonly placed: readonly string[];
}

export interface DistributeOptions {
  /** Unless given: twice as many as servers take some, so that as many servers again can be added. Counts where nothing is spread yet. */
  readonly shards?: number | undefined;
  readonly onProgress?: (progress: DistributeProgress) => void;
}

const sizes = `
  select pg_class.relname as name, (select sum(pg_total_relation_size(relid)) from pg_partition_tree(pg_class.oid))::float8 as bytes
  from pg_catalog.pg_class
  where relnamespace = (select oid from pg_catalog.pg_namespace where nspname = $1) and relname = any($2::text[])`;

/**
 * Places every table of a migrated database as it is declared, each with its rows in a transaction of its own: a run that
 * was stopped is gone on with by another. Who writes into a table waits while it is placed.
 *
 * @throws StartError where the database is none that tables can be spread from
 */
export async function distribute(
  driver: Driver,
  { shards, onProgress = () => {} }: DistributeOptions = {},
): Promise<DistributeReport> {
  const cluster = await driver.withConnection(readReadyCluster);
  const wanted = cluster.shards ?? shards ?? 2 * cluster.shardNodes;
  const tables = misplaced(cluster).map(({ name }) => name);
  const bytes = await driver.withConnection((connection) => readBytes(connection, tables));
  const all = sum(tables.map((name) => bytes.get(name) ?? 0));
  let done = 0;
  await driver.withConnection((connection) => underLock(connection, () => placeFunctions(connection)));
  const placed: string[] = [];
  for (const table of tables) {
    onProgress({ table, bytes: { done, all } });
    const isOurs = await driver.withConnection((connection) =>
      underLock(connection, async (transaction) => {
        const now = await readReadyCluster(transaction);
        const found = misplaced(now).find(({ name }) => name === table);
        if (found !== undefined) await placeTable(transaction, found, wanted);
        return found !== undefined;
      }),
    );
    if (isOurs) placed.push(table);
    done += bytes.get(table) ?? 0;
  }
  onProgress({ table: null, bytes: { done, all } });
  const after = await driver.withConnection(readReadyCluster);
  return { shards: after.shards ?? wanted, placed };
}

async function readReadyCluster(connection: Connection): Promise<Cluster> {
  const cluster = await readCluster(connection);
  if (cluster === null) {
    throw new StartError(
      "The database that DATABASE_URL names has not the extension Citus: run create extension citus in it on each server, then select citus_set_coordinator_host(…) and citus_add_node(…) on the coordinator.",
    );
  }
  refuseWorker(cluster);
  if (!cluster.knowsCoordinator) {
    throw new StartError(
      "The servers of the cluster do not know where the coordinator is: run select citus_set_coordinator_host('its host', its port) on it.",
    );
  }
  if (cluster.shardNodes === 0) {
    throw new StartError(
      "No server of the cluster takes shards: run select citus_add_node('a host', a port) on the coordinator for each worker.",
    );
  }
  return cluster;
}

/** One process at a time, and none that migrates meanwhile. */
function underLock<T>(connection: Connection, work: (transaction: Connection) => Promise<T>): Promise<T> {
  return inTransaction(connection, async (transaction) => {
    await rowsOf(transaction, `select pg_advisory_xact_lock(${migrationLock})`);
    return work(transaction);
  });
}

async function readBytes(connection: Connection, tables: readonly string[]): Promise<Map<string, number>> {
  const rows = await rowsOf<{ name: string; bytes: number }>(connection, sizes, [connection.schema, tables]);
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
