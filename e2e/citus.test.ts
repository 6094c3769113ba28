import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { openDatabase } from "../lib/database/openDatabase";
import { ensurePartitions } from "../lib/database/partitions";
import { type ScratchCitus, startScratchCitus } from "../lib/database/testing/scratchCitus";
import { execute } from "../lib/database/testing/scratchPostgres";
import { expectAllThere } from "./support/allThere";
import { readHealth } from "./support/health";
import { postgresInstallation } from "./support/installation";
import { startLoad } from "./support/load";
import { startForEngines } from "./support/server";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const whenDrained = (url: string) =>
  expect.poll(() => readHealth(url), { timeout: 90_000 }).toEqual({ status: "ok" });

async function dies(citus: ScratchCitus, which: "coordinator" | "worker", serverUrl: string): Promise<void> {
  const start = citus.kill(which);
  await expect.poll(async () => (await readHealth(serverUrl)).waiting ?? 0).toBeGreaterThan(20);
  await pause(1_000);
  start();
  await whenDrained(serverUrl);
}

/** What happens to a cluster while engines send. @returns resolves when it is over */
type Meanwhile = (citus: ScratchCitus, databaseUrl: string, serverUrl: string) => Promise<unknown>;

const meanwhile: Readonly<Record<string, Meanwhile>> = {
  "a worker is killed, and comes back": (citus, _, serverUrl) => dies(citus, "worker", serverUrl),
  async "the coordinator is killed, again and again"(citus, _, serverUrl) {
    for (let times = 0; times < 3; times += 1) await dies(citus, "coordinator", serverUrl);
  },
  async "partitions are made"(_, databaseUrl) {
    const database = await openDatabase({ databaseUrl, dataFolder: "", holder: "a test" });
    const made = await ensurePartitions(database, { now: new Date(), retentionDays: 500 });
    await database.close();
    expect(made.length).toBeGreaterThan(1);
  },
  async "shards are moved from one worker to the other"(_, databaseUrl) {
    const shards = (await execute(
      databaseUrl,
      `select shardid as id, nodename as host, nodeport as port,
         (select nodeport from pg_dist_node where groupid <> 0 and nodeport <> shards.nodeport limit 1) as other
       from citus_shards as shards where table_name = 'instance'::regclass order by 1`,
    )) as { id: string; host: string; port: number; other: number }[];
    for (const { id, host, port, other } of shards.slice(0, 2)) {
      await execute(
        databaseUrl,
        `select citus_move_shard_placement(${id}, '${host}', ${port}, '${host}', ${other}, 'force_logical')`,
      );
    }
  },
};

describe("on a cluster, while engines send", () => {
  let citus: ScratchCitus | null = null;
  beforeAll(async () => {
    citus = await startScratchCitus();
    if (citus === null) console.warn("NO CITUS HERE: tests of servers on a cluster are SKIPPED.");
  });
  afterAll(() => citus?.remove());
  const given = ({ skip }: TestContext) => citus ?? skip("no Citus on this machine");

  it.for(Object.entries(meanwhile))(
    "%s: nothing is lost, and engines hear of nothing",
    { timeout: 240_000 },
    async ([, happens], context) => {
      const cluster = given(context);
      const databaseUrl = await cluster.createDistributed();
      const installation = postgresInstallation(databaseUrl);
      const server = await startForEngines(installation.environment);
      try {
        const load = startLoad(server.url, { senders: 8, seed: 1, speaks: "engine", pauseMs: 40 });
        const answered = () => load.statuses.get(200) ?? 0;
        await expect.poll(answered).toBeGreaterThan(20);
        await happens(cluster, databaseUrl, server.url);
        const before = answered();
        await expect.poll(answered).toBeGreaterThan(before + 20);
        const acknowledged = await load.stop();
        expect([...load.statuses.keys()]).toEqual([200]);
        expect(await server.stop()).toBe(0);
        await expectAllThere(installation, acknowledged);
      } finally {
        await server.stop("SIGKILL");
        installation.remove();
      }
    },
  );
});
