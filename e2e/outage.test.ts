import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasPostgres } from "../lib/database/testing/postgresPrograms";
import { execute, type ScratchPostgres, startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { isFull, runs } from "../lib/testing/effort";
import { expectAllThere } from "./support/allThere";
import { readHealth } from "./support/health";
import { type Installation, postgresInstallation } from "./support/installation";
import { type Acknowledged, startLoad } from "./support/load";
import { startServer } from "./support/server";

/** A way in which a server takes no events. @returns what ends it */
type Outage = (cluster: ScratchPostgres, databaseUrl: string) => Promise<() => Promise<unknown>>;

const outages: Readonly<Record<string, Outage>> = {
  async "is away"(cluster) {
    cluster.kill();
    return async () => cluster.start();
  },
  async "is read-only"(cluster) {
    const set = async (value: "on" | "off") => {
      await execute(cluster.url, `alter system set default_transaction_read_only = ${value}`);
      await execute(cluster.url, "select pg_reload_conf()");
    };
    await set("on");
    return () => set("off");
  },
  async "is locked by a migration"(_, databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query("begin; lock table event in access exclusive mode");
    return () => client.end();
  },
  async "has no connection left"(cluster) {
    const taken: pg.Client[] = [];
    const takeOne = async (): Promise<boolean> => {
      const client = new pg.Client({ connectionString: cluster.url });
      client.on("error", () => {});
      const isTaken = await client.connect().then(
        () => true,
        () => false,
      );
      if (isTaken) taken.push(client);
      return isTaken;
    };
    await takeOne();
    const ours = "from pg_stat_activity where application_name = 'dblab-telemetry'";
    for (let left = 1; left > 0; ) {
      await taken[0]?.query(`select pg_terminate_backend(pid) ${ours}`);
      while (await takeOne());
      left = (await taken[0]?.query(`select 1 ${ours}`))?.rowCount ?? 0;
    }
    return () => Promise.all(taken.map((client) => client.end()));
  },
};

/** How long an outage lasts. */
const awayMs = isFull ? 60_000 : 10_000;
const shortMs = isFull ? 20_000 : 3_000;

let cluster: ScratchPostgres;
beforeAll(async () => {
  const settings = ["max_connections = 40", "superuser_reserved_connections = 0"];
  const started = await startScratchPostgres({ settings });
  if (started !== null) cluster = started;
});
afterAll(() => cluster?.remove());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const whenDrained = (url: string) =>
  expect.poll(() => readHealth(url), { timeout: 60_000 }).toEqual({ status: "ok" });
const askPage = (url: string) => fetch(new URL("/status", url));

async function makeInstallation(): Promise<{ databaseUrl: string; installation: Installation }> {
  const databaseUrl = await cluster.createDatabase();
  return { databaseUrl, installation: postgresInstallation(databaseUrl) };
}

describe.skipIf(!hasPostgres())("a PostgreSQL server that", () => {
  it.each(Object.entries(outages))(
    "%s: engines hear of nothing, and everything is stored when it is over",
    {
      timeout: awayMs + 120_000,
    },
    async (way, begin) => {
      const { databaseUrl, installation } = await makeInstallation();
      const server = await startServer(installation.environment);
      try {
        // As many as 200 events a second.
        const load = startLoad(server.url, { senders: 8, seed: 1, speaks: "engine", pauseMs: 40 });
        await expect.poll(() => load.statuses.get(200) ?? 0).toBeGreaterThan(20);
        const end = await begin(cluster, databaseUrl);
        await pause(way === "is away" ? awayMs : shortMs);
        expect((await readHealth(server.url)).waiting).toBeGreaterThan(20);
        await end();
        await whenDrained(server.url);
        const drained = load.statuses.get(200) ?? 0;
        await expect.poll(() => load.statuses.get(200) ?? 0).toBeGreaterThan(drained + 20);
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

  it("is away: pages say so, and whoever sends an event_id is told to come again", {
    timeout: 120_000,
  }, async () => {
    const { installation } = await makeInstallation();
    const server = await startServer(installation.environment);
    try {
      cluster.kill();
      const load = startLoad(server.url, { senders: 4, seed: 1 });
      await expect.poll(() => load.statuses.get(503) ?? 0).toBeGreaterThan(4);
      const acknowledged = await load.stop();
      expect([...load.statuses.keys()].sort()).toEqual([200, 503]);
      const page = await askPage(server.url);
      expect(await page.text()).toMatch(/The database does not answer.*events?, since/s);
      expect((await fetch(server.url)).status).toBe(503);
      cluster.start();
      await whenDrained(server.url);
      expect((await fetch(server.url)).status).toBe(200);
      await server.stop();
      await expectAllThere(installation, acknowledged);
    } finally {
      await server.stop("SIGKILL");
      installation.remove();
    }
  });

  it("is away when the service starts: it serves, and goes on when the server is there", {
    timeout: 120_000,
  }, async () => {
    const { installation } = await makeInstallation();
    const { DATABASE_URL: url = "" } = installation.environment;
    const environment = { ...installation.environment, DATABASE_URL: url.replace("@", ":hunter2@") };
    cluster.kill();
    const server = await startServer(environment);
    try {
      const load = startLoad(server.url, { senders: 4, seed: 1, speaks: "engine", pauseMs: 10 });
      await expect.poll(() => load.statuses.get(200) ?? 0).toBeGreaterThan(20);
      expect(await (await askPage(server.url)).text()).toContain("The database does not answer");
      expect(server.output()).toContain(`No PostgreSQL server answers at 127.0.0.1:${cluster.port}`);
      expect(server.output()).not.toContain("hunter2");
      cluster.start();
      await whenDrained(server.url);
      const acknowledged = await load.stop();
      expect([...load.statuses.keys()]).toEqual([200]);
      expect((await askPage(server.url)).status).toBe(200);
      expect(await server.stop()).toBe(0);
      await expectAllThere(installation, acknowledged);
    } finally {
      await server.stop("SIGKILL");
      installation.remove();
    }
  });

  it(`comes and goes, ${runs.outageCrashes} rounds of kill -9 meanwhile: what was acknowledged is there, once`, {
    timeout: 60_000 + runs.outageCrashes * 30_000,
  }, async () => {
    const { installation } = await makeInstallation();
    const acknowledged: Acknowledged[] = [];
    let isThere = true;
    const toggle = () => {
      if (isThere) cluster.kill();
      else cluster.start();
      isThere = !isThere;
    };
    try {
      for (let round = 0; round < runs.outageCrashes; round += 1) {
        const server = await startServer(installation.environment);
        const load = startLoad(server.url, { senders: 8, seed: round });
        for (let change = 0; change < 1 + (round % 3); change += 1) {
          await pause(Math.random() * 1_500);
          toggle();
        }
        await pause(Math.random() * 1_500);
        server.process.kill("SIGKILL");
        acknowledged.push(...(await load.stop()));
        await server.stop("SIGKILL");
      }
      if (!isThere) toggle();
      const server = await startServer(installation.environment);
      await whenDrained(server.url);
      expect(await server.stop()).toBe(0);
      expect(acknowledged.length).toBeGreaterThan(runs.outageCrashes * 20);
      await expectAllThere(installation, acknowledged);
    } finally {
      if (!isThere) toggle();
      installation.remove();
    }
  });
});
