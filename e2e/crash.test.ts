import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { isFull, runs } from "../lib/testing/effort";
import { expectAllThere } from "./support/allThere";
import { embeddedInstallation, postgresInstallation } from "./support/installation";
import { describeOnBoth } from "./support/kinds";
import { type Acknowledged, startLoad } from "./support/load";
import { spawnServer, startForEngines } from "./support/server";

/** A server of this file's own, because the one of the test run does not flush. */
let cluster: Awaited<ReturnType<typeof startScratchPostgres>> = null;
beforeAll(async () => {
  cluster = await startScratchPostgres();
});
afterAll(() => cluster?.remove());

describeOnBoth("kill -9 under load", (kind) => {
  it(`${runs.crashes} rounds: what was acknowledged is there, once, and the roll-ups equal a recount`, {
    timeout: 60_000 + runs.crashes * 30_000,
  }, async () => {
    const installation =
      kind === "embedded" || cluster === null
        ? await embeddedInstallation()
        : postgresInstallation(await cluster.createDatabase());
    const acknowledged: Acknowledged[] = [];
    try {
      for (let round = 0; round < runs.crashes; round += 1) {
        const server = await startForEngines(installation.environment);
        const load = startLoad(server.url, { senders: 24, seed: round });
        await expect.poll(() => load.statuses.get(200) ?? 0).toBeGreaterThan(20);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 1500));
        server.process.kill("SIGKILL");
        acknowledged.push(...(await load.stop()));
        await server.stop("SIGKILL");
        await expectAllThere(installation, acknowledged);
      }
      expect(acknowledged.length).toBeGreaterThan(runs.crashes * 20);
    } finally {
      installation.remove();
    }
  });
});

/** What of a first start is there when it is killed, told by the names in its data folder. */
const moments: readonly (readonly [string, (names: readonly string[], sinceMs: number) => boolean])[] = [
  ["while it makes the database", (names) => names.some((name) => name.startsWith("pg.tmp-"))],
  ["when it has made the database", (names) => names.includes("pg")],
];
const times = isFull ? [30, 250, 700, 1200] : [];

describe("kill -9 during the very first start leaves a folder that starts", () => {
  it.each([
    ...moments,
    ...times.map(
      (ms) => [`after ${ms} ms`, (_: readonly string[], sinceMs: number) => sinceMs >= ms] as const,
    ),
  ])("%s", async (_, isTime) => {
    const installation = await embeddedInstallation({ isNew: true });
    const folder = installation.environment.DATA_DIR ?? "";
    try {
      const first = spawnServer(installation.environment);
      const startedAt = Date.now();
      await expect
        .poll(() => isTime(existsSync(folder) ? readdirSync(folder) : [], Date.now() - startedAt), {
          timeout: 90_000,
          interval: 10,
        })
        .toBe(true);
      first.child.kill("SIGKILL");
      await first.ended;
      const second = await startForEngines(installation.environment);
      const load = startLoad(second.url, { senders: 2, seed: 1 });
      await expect.poll(() => load.statuses.get(200) ?? 0).toBeGreaterThan(20);
      const acknowledged = await load.stop();
      await second.stop();
      await expectAllThere(installation, acknowledged);
    } finally {
      installation.remove();
    }
  });
});
