import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, type TestContext } from "vitest";
import type { Driver } from "../driver";
import { migrate } from "../migrations/migrate";
import { type Migration, readMigrations } from "../migrations/readMigrations";
import { openDatabase } from "../openDatabase";
import { ensurePartitions } from "../partitions";
import { ruledTables, tablesPlaced, trackedTables } from "../placement";
import { distributePostgres } from "../postgresql/distributePostgres";
import { openServer } from "../testing/drivers";
import { type ScratchCitus, startScratchCitus } from "../testing/scratchCitus";
import { execute } from "../testing/scratchPostgres";
import { sharedPostgres } from "../testing/sharedPostgres";
import { StartError } from "../types";
import { checkCluster } from "./checkCluster";
import { distribute } from "./distribute";
import { placeWhatIsNew } from "./placeTables";
import { type Cluster, type FoundTable, misplaced, readCluster } from "./readCluster";

const quiet = () => {};
const day = new Date("2026-11-10T00:00:00Z");
const open = (databaseUrl: string) => openDatabase({ databaseUrl, dataFolder: "", holder: "a test" });
const clusterOf = async (driver: Driver): Promise<Cluster> => {
  const cluster = await driver.withConnection(readCluster);
  if (cluster === null) throw new Error("no cluster");
  return cluster;
};

/** A row of each kind of table. */
const rows = (key: string) => `
  insert into organization (alias, name, plan, created_at) values ('acme', 'Acme', 'standard', now());
  insert into project (organization_id, name, created_at) values (1, 'staging', now());
  insert into organization_instance (instance_key, organization_id, project_id, number, instance_id, linked_at)
    values ('${key}', 1, 1, 1, 'c6vq1tqs0qtc73dlqkpg', now());
  insert into usage_hour values ('${key}', '2026-11-01T10:00:00Z', 1, 4, 8, 15);
  insert into instance (instance_key, first_seen, last_seen) values ('${key}', '2026-11-01', '2026-11-01');
  insert into event (instance_key, event_time, id, event_type, received_at, data)
    values ('${key}', '2026-11-02', '${key}', 'alert', '2026-11-02', '{}');
  insert into audit_entry values (1, 1, now(), 'operator', 'organization created', 'Acme', null, '${"0".repeat(64)}', '${"a".repeat(64)}')`;

describe("a cluster", () => {
  let citus: ScratchCitus | null = null;
  beforeAll(async () => {
    citus = await startScratchCitus();
    if (citus === null) console.warn("NO CITUS HERE: tests of a cluster are SKIPPED.");
  });
  afterAll(() => citus?.remove());
  const given = ({ skip }: TestContext) => citus ?? skip("no Citus on this machine");

  it("gets the tables of a filled database, with their rows, and nothing a second time", async (context) => {
    const url = await given(context).createDatabase();
    const before = await open(url);
    await ensurePartitions(before, { now: day, retentionDays: 30 });
    const key = randomUUID();
    for (const statement of rows(key).split(";\n")) await before.query(statement);
    await before.close();
    const told: (string | null)[] = [];
    const first = await distributePostgres(url, { shards: 3, onProgress: ({ table }) => told.push(table) });
    const wanted = [...tablesPlaced("reference"), ...tablesPlaced("byInstance"), ...trackedTables];
    expect(first.shards).toBe(3);
    expect(first.placed.toSorted()).toEqual(wanted.toSorted());
    expect(told).toEqual([...first.placed, null]);
    expect(await distributePostgres(url, { shards: 5 })).toEqual({ shards: 3, placed: [] });

    const database = await open(url);
    onTestFinished(() => database.close());
    expect(await database.query("select instance_key from event")).toEqual([{ instance_key: key }]);
    // Nothing is left on the coordinator of what was moved.
    expect(await execute(url, "select pg_relation_size('event_2026_11') as bytes")).toEqual([{ bytes: "0" }]);
    expect(await database.prisma.organizationInstance.findMany({ include: { project: true } })).toMatchObject(
      [{ number: 1n, project: { name: "staging" } }],
    );
    expect(await ensurePartitions(database, { now: day, retentionDays: 90 })).toHaveLength(2);
    const rules = "select rulename from pg_rules where tablename = 'audit_entry' order by 1";
    expect(await execute(url, rules)).toHaveLength(2);
    await database.query("update audit_entry set actor = 'nobody'");
    expect(await database.query("select actor from audit_entry")).toEqual([{ actor: "operator" }]);
  });

  it("is gone on with where it was stopped, and nothing starts meanwhile", async (context) => {
    const url = await given(context).createDatabase();
    const stop = new Error("stopped");
    const stopped = distributePostgres(url, {
      onProgress: ({ table }) => {
        if (table === "erasure") throw stop;
      },
    });
    await expect(stopped).rejects.toThrow(/stopped/);
    await expect(open(url)).rejects.toThrow(/erasure.* on the coordinator alone.*database distribute/);
    expect((await distributePostgres(url)).placed).toContain("erasure");
    await (await open(url)).close();
  });

  it("takes an upgrade: what migrations make is placed, and what they make anew", async (context) => {
    const url = await given(context).createDatabase();
    const driver = openServer(url);
    await migrate(
      driver,
      quiet,
      readMigrations().filter(({ name }) => name < "20261231"),
    );
    await distribute(driver, { shards: 2 });
    const key = randomUUID();
    await execute(url, `insert into refused_instance values ('${key}', now())`);
    const anew: Migration = {
      name: "29990101000000_anew",
      checksum: "x",
      sql: `alter table instance_day add column extra integer;
        create function add_one(n integer) returns integer language sql immutable return n + 1;
        create table refused_anew (instance_key uuid not null, refused_since timestamptz(3) not null);
        insert into refused_anew select * from refused_instance;
        drop table refused_instance;
        alter table refused_anew rename to refused_instance;
        alter table refused_instance add constraint refused_instance_pkey primary key (instance_key)`,
    };
    await migrate(driver, quiet, [...readMigrations(), anew], async () => {}, placeWhatIsNew);
    const cluster = await clusterOf(driver);
    expect(misplaced(cluster)).toEqual([]);
    expect(cluster.shards).toBe(2);
    expect(await execute(url, "select instance_key from refused_instance")).toEqual([{ instance_key: key }]);
    const [worker = ""] = (given(context).nodes.slice(1) as string[]).map(
      (node) => Object.assign(new URL(node), { pathname: new URL(url).pathname }).href,
    );
    expect(await execute(worker, "select add_one(1) as n")).toEqual([{ n: 2 }]);
  });

  it("refuses plainly what cannot be", async (context) => {
    const { createDistributed, nodes } = given(context);
    const url = await createDistributed();
    const worker = Object.assign(new URL(nodes[1] ?? ""), { pathname: new URL(url).pathname }).href;
    await expect(open(worker)).rejects.toThrow(/leads to a worker.*coordinator/);
    await execute(url, "drop rule audit_entry_stays on audit_entry");
    await expect(open(url)).rejects.toThrow(/audit_entry has lost its rules \(audit_entry_stays\)/);
  });
});

it("cannot be made of a server without the extension", async (context) => {
  const server = await sharedPostgres();
  if (server === null) return context.skip("no PostgreSQL server programs on this machine");
  await expect(distributePostgres(await server.createDatabase())).rejects.toThrow(
    /has not the extension Citus/,
  );
});

it("refuses what lies wrong, in words", () => {
  const tables = new Map(
    (["instance", "event", ...(Object.keys(ruledTables) as (keyof typeof ruledTables)[])] as const).map(
      (name) => [name as string, { name, oid: 1, placement: "plain", rules: [] } as const],
    ),
  );
  const cluster = { group: 0, knowsCoordinator: true, shardNodes: 2, shards: null, tables };
  expect(() => checkCluster(cluster)).toThrow(StartError);
  const ruled = new Map<string, FoundTable>(
    [...tables].map(([name, table]) => [
      name,
      { ...table, rules: (ruledTables as Readonly<Record<string, readonly string[]>>)[name] ?? [] },
    ]),
  );
  // Nothing is spread: it is a server like any other.
  checkCluster({ ...cluster, tables: ruled });
  expect(() => checkCluster({ ...cluster, tables: ruled, shards: 2 })).toThrow(
    /The tables instance, event|The tables event, instance/,
  );
  const managed = new Map(ruled).set("audit_entry", {
    ...(ruled.get("audit_entry") as FoundTable),
    placement: "managed",
  });
  expect(() => checkCluster({ ...cluster, tables: managed })).toThrow(/in the metadata of Citus/);
});
