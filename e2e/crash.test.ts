import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { rebuildRollUps } from "../lib/ingest/rebuildRollUps";
import { noDifferences, recount } from "../lib/ingest/testing/recount";
import {
  type Cluster,
  embeddedInstallation,
  type Installation,
  postgresInstallation,
} from "./support/installation";
import { type Acknowledged, startLoad } from "./support/load";
import { spawnServer, startServer } from "./support/server";

/** 3 in `npm test`, 20 with `npm run test:crash`. */
const rounds = Number(process.env.CRASH_ROUNDS ?? 3);
const startKillsAfterMs = [30, 250, 700, 1200];

let cluster: Cluster | null = null;
beforeAll(async () => {
  cluster = await startScratchPostgres();
});
afterAll(() => cluster?.remove());

describe.each(["embedded", "postgresql"] as const)("kill -9 on %s", (kind) => {
  it(`under load, ${rounds} rounds: what was acknowledged is there, once, and the roll-ups equal a recount`, {
    timeout: 60_000 + rounds * 30_000,
  }, async ({ skip }) => {
    skip(kind === "postgresql" && cluster === null, "no PostgreSQL server binaries");
    const installation =
      kind === "embedded" ? await embeddedInstallation() : await postgresInstallation(cluster as Cluster);
    const acknowledged: Acknowledged[] = [];
    try {
      for (let round = 0; round < rounds; round += 1) {
        const server = await startServer(installation.environment);
        const load = startLoad(server.url, { senders: 24, seed: round });
        await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 1500));
        server.process.kill("SIGKILL");
        acknowledged.push(...(await load.stop()));
        await server.stop("SIGKILL");
        await expectAllThere(installation, acknowledged);
      }
      expect(acknowledged.length).toBeGreaterThan(rounds * 20);
    } finally {
      await installation.remove();
    }
  });
});

describe("kill -9 during the very first start", () => {
  it.each(startKillsAfterMs)("after %d ms leaves a folder that starts", async (delayMs) => {
    const installation = await embeddedInstallation();
    try {
      const first = spawnServer(installation.environment);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      first.child.kill("SIGKILL");
      await first.ended;
      const second = await startServer(installation.environment);
      const load = startLoad(second.url, { senders: 2, seed: delayMs });
      await new Promise((resolve) => setTimeout(resolve, 200));
      const acknowledged = await load.stop();
      await second.stop();
      expect(acknowledged.length).toBeGreaterThan(0);
      await expectAllThere(installation, acknowledged);
    } finally {
      await installation.remove();
    }
  });
});

async function expectAllThere(
  installation: Installation,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const pseudonyms = installation.pseudonyms();
  const database = await installation.open();
  try {
    const rows = await database.query<{ key: string; clone: string; events: number }>(
      `select instance_key as key, data ->> 'id' as clone, count(*)::integer as events from event
       where event_type = 'clone_reset' group by 1, 2`,
    );
    const stored = new Map(rows.map(({ key, clone, events }) => [`${key} ${clone}`, events]));
    const missing = acknowledged.filter(({ instanceId, cloneId }) => {
      const key = pseudonyms.instanceKey(instanceId);
      return stored.get(`${key} ${pseudonyms.identifier(key, cloneId)}`) !== 1;
    });
    expect(missing).toEqual([]);
    expect(rows.filter(({ events }) => events !== 1)).toEqual([]);
    expect(await recount(database)).toEqual(noDifferences);
    const { differences } = await rebuildRollUps(database, { horizon: "2000-01-01", checkOnly: true });
    expect(differences).toEqual([]);
  } finally {
    await database.close();
  }
}
