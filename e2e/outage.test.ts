import { expect, it } from "vitest";
import { startScratchPostgres } from "../lib/database/testing/scratchPostgres";
import { noDifferences, recount } from "../lib/ingest/testing/recount";
import { postgresInstallation } from "./support/installation";
import { startLoad } from "./support/load";
import { startServer } from "./support/server";

const awayMs = 10_000;
const senders = 8;

it("PostgreSQL away for 10 s: every request is answered meanwhile, and it goes on without a restart", {
  timeout: 90_000,
}, async ({ skip, onTestFinished }) => {
  const cluster = await startScratchPostgres();
  if (cluster === null) return skip("no PostgreSQL server programs");
  onTestFinished(() => cluster.remove());
  const installation = postgresInstallation(await cluster.createDatabase());
  const server = await startServer(installation.environment);
  const before = startLoad(server.url, { senders: 8, seed: 1 });
  await expect.poll(() => before.statuses.get(200) ?? 0).toBeGreaterThan(20);
  const acknowledged = await before.stop();

  cluster.kill();
  const during = startLoad(server.url, { senders, seed: 2 });
  await new Promise((resolve) => setTimeout(resolve, awayMs));
  acknowledged.push(...(await during.stop()));
  expect([...during.statuses.keys()].sort()).toEqual([503]);
  // Each sender more than once: no request waited for the database's return.
  expect(during.statuses.get(503)).toBeGreaterThan(2 * senders);
  expect((await fetch(server.url)).status).toBe(500);

  cluster.start();
  const after = startLoad(server.url, { senders: 8, seed: 3 });
  await expect.poll(() => after.statuses.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(20);
  const recovered = await after.stop();
  expect((await fetch(server.url)).status).toBe(200);
  expect(await server.stop()).toBe(0);

  const database = await installation.open();
  try {
    const rows = await database.query<{ clone: string }>("select data ->> 'id' as clone from event");
    const stored = new Set(rows.map(({ clone }) => clone));
    const pseudonyms = installation.pseudonyms();
    const lost = [...acknowledged, ...recovered].filter(
      ({ instanceId, cloneId }) =>
        !stored.has(pseudonyms.identifier(pseudonyms.instanceKey(instanceId), cloneId)),
    );
    expect(lost).toEqual([]);
    expect(await recount(database)).toEqual(noDifferences);
  } finally {
    await database.close();
  }
});
