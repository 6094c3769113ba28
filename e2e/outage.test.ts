import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasPostgres } from "../lib/database/testing/postgresPrograms";
import { type ScratchPostgres, startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { isFull, runs } from "../lib/testing/effort";
import { expectAllThere } from "./support/allThere";
import { readHealth } from "./support/health";
import { type Installation, postgresInstallation } from "./support/installation";
import { type Acknowledged, startLoad } from "./support/load";
import { embeddedOnSmallDisk, outageSettings, outages } from "./support/outages";
import { startForEngines, startServer } from "./support/server";

/** How long an outage lasts. */
const awayMs = isFull ? 60_000 : 10_000;
const shortMs = isFull ? 20_000 : 3_000;

let cluster: ScratchPostgres;
beforeAll(async () => {
  const started = await startScratchPostgres({ settings: outageSettings });
  if (started !== null) cluster = started;
});
afterAll(() => cluster?.remove());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const whenDrained = (url: string) =>
  expect.poll(() => readHealth(url), { timeout: 60_000 }).toEqual({ status: "ok" });
const askPage = (url: string) => fetch(new URL("/status", url));

async function makeInstallation(): Promise<{ installation: Installation }> {
  return { installation: postgresInstallation(await cluster.createDatabase()) };
}

describe.skipIf(!hasPostgres())("a PostgreSQL server that", () => {
  it.each(Object.entries(outages))(
    "%s: engines hear of nothing, and everything is stored when it is over",
    {
      timeout: awayMs + 120_000,
    },
    async (way, { makeDatabase, begin }) => {
      const database = await makeDatabase(cluster);
      if (database === null) {
        console.warn(`A server that ${way} CANNOT BE MADE HERE: skipped.`);
        return;
      }
      const { url: databaseUrl } = database;
      const installation = postgresInstallation(databaseUrl);
      const server = await startForEngines(installation.environment);
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
        await database.remove();
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
      const readPage = async () => (await askPage(server.url)).text();
      // How many wait is told to the pages a moment later.
      await expect.poll(readPage).toMatch(/The database does not answer.*events?, since/s);
      const overview = await fetch(server.url);
      expect(overview.status).toBe(200);
      expect(await overview.text()).toMatch(/The database is away since .* in the spool/);
      cluster.start();
      await whenDrained(server.url);
      expect((await fetch(server.url)).status).toBe(200);
      await server.stop();
      const printed = server.output().split('/api"\n\n').at(-1) ?? "";
      const lines = printed.split("\n").filter((line) => line !== "");
      expect(lines.filter((line) => line.includes("connection to PostgreSQL broke"))).not.toEqual([]);
      expect(lines.filter((line) => !/^\{.*\}$/.test(line))).toEqual([]);
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
      for (const path of ["/", "/events", "/calls", "/opt-out", "/privacy", "/methodology", "/api"]) {
        const page = await fetch(new URL(path, server.url));
        expect([path, page.status]).toEqual([path, 200]);
        const text = await page.text();
        expect(text, path).toMatch(/The database is away since .* in the spool/);
        expect(text, path).not.toContain("This page could not be made");
      }
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
    try {
      await killInRounds(installation, { begin: () => cluster.kill(), end: () => cluster.start() });
    } finally {
      installation.remove();
    }
  });
});

it(`the disk of an embedded database fills and empties, ${runs.outageCrashes} rounds of kill -9 meanwhile: what was acknowledged is there, once`, {
  timeout: 60_000 + runs.outageCrashes * 30_000,
}, async ({ skip }) => {
  const installation = await embeddedOnSmallDisk();
  if (installation === null) return skip("no permission to mount a small file system");
  try {
    await killInRounds(installation, { begin: installation.fill, end: installation.free });
  } finally {
    installation.remove();
  }
});

/** Kills a server at random moments while its database comes and goes, and looks for all that was acknowledged. */
async function killInRounds(
  installation: Installation,
  outage: { readonly begin: () => void; readonly end: () => void },
): Promise<void> {
  const acknowledged: Acknowledged[] = [];
  let isThere = true;
  const toggle = () => {
    if (isThere) outage.begin();
    else outage.end();
    isThere = !isThere;
  };
  try {
    for (let round = 0; round < runs.outageCrashes; round += 1) {
      const server = await startForEngines(installation.environment);
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
    const server = await startForEngines(installation.environment);
    await whenDrained(server.url);
    expect(await server.stop()).toBe(0);
    expect(acknowledged.length).toBeGreaterThan(runs.outageCrashes * 20);
    await expectAllThere(installation, acknowledged);
  } finally {
    if (!isThere) toggle();
  }
}
