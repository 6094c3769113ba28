import { join } from "node:path";
import { expect } from "vitest";
import type { Database } from "../../lib/database/types";
import type { EventRow } from "../../lib/ingest/keepEvent";
import { rebuildRollUps } from "../../lib/ingest/rebuildRollUps";
import { noDifferences, recount } from "../../lib/ingest/testing/recount";
import { adoptFolds, writeEvents } from "../../lib/ingest/testing/writeEvents";
import { Spool } from "../../lib/spool/spool";
import type { Installation } from "./installation";
import type { Acknowledged } from "./load";

/** What the service would do at its next start, beside counting what was not counted. */
async function drainSpool({ environment }: Installation, database: Database): Promise<void> {
  const folder = join(environment.DATA_DIR ?? "", "spool");
  const spool = new Spool({ folder, holder: "a test", limitBytes: 2 ** 30 });
  await spool.drain(async (texts) => {
    const rows = texts.map((text) => JSON.parse(text).row as EventRow);
    await writeEvents(database, rows, { timeoutMs: 60_000, isRetry: true });
    return [];
  });
  expect(spool.state.damaged).toBe(0);
  await spool.close();
}

/**
 * Looks into the database of an installation that is not running: what was acknowledged is there, everything is there
 * once, and the roll-ups equal a recount.
 */
export async function expectAllThere(
  installation: Installation,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const pseudonyms = installation.pseudonyms();
  const database = await installation.open();
  try {
    await drainSpool(installation, database);
    await adoptFolds(database);
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
