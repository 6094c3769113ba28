import { openDatabase } from "../../lib/database/openDatabase";
import { ensurePartitions } from "../../lib/database/partitions";
import type { Database } from "../../lib/database/types";
import { callOf } from "../../lib/ingest/calls";
import { Ingest } from "../../lib/ingest/ingest";
import { takeTurn } from "../../lib/jobs/lease";
import { createPseudonyms } from "../../lib/settings/pseudonyms";
import { readOrMakeSecret } from "../../lib/settings/secrets";
import { readSettings, type Settings } from "../../lib/settings/settings";
import { keepStatistics } from "../../lib/statistics/count/keepStatistics";
import { statistics } from "../../lib/statistics/declared/statistics";
import { createPublication } from "../../lib/statistics/publish/publication";

/**
 * Sends events to an installation that is not running, and counts all that can be counted, so that no test waits for a
 * turn of the job.
 */
export async function fillInstallation(
  dataFolder: string,
  environment: Readonly<Record<string, string>>,
  events: readonly object[],
): Promise<void> {
  const settings = readSettings(environment);
  const database = await openDatabase({ dataFolder, holder: "a test" });
  const pepper = readOrMakeSecret(dataFolder, "instance-id-pepper");
  await sendInto(database, { settings, pepper }, events);
  await countAll(database, { settings, pepper });
  await database.close();
}

interface Of {
  readonly settings: Settings;
  readonly pepper: string;
}

/** Stores events as if engines had sent them. */
export async function sendInto(
  database: Database,
  { settings, pepper }: Of,
  events: readonly object[],
): Promise<void> {
  const { rawRetentionDays: retentionDays } = settings;
  await ensurePartitions(database, { now: new Date(), retentionDays });
  const ingest = new Ingest({
    database,
    pseudonyms: createPseudonyms(pepper),
    retentionDays,
    rateLimitInstance: 0,
    rateLimitAddress: 0,
  });
  const path = "/api/v1/events";
  const call = callOf(path);
  if (call === null) throw new Error(path);
  const { status, body } = await ingest.handle(call, {
    method: "POST",
    contentEncoding: undefined,
    contentType: undefined,
    body: Buffer.from(JSON.stringify(events)),
    address: null,
  });
  if (status !== 200 || JSON.parse(body).refused > 0) throw new Error(`answered ${status}: ${body}`);
  await ingest.close();
}

/** Counts what can be counted. */
export async function countAll(database: Database, { settings, pepper }: Of): Promise<void> {
  await takeTurn(database, "statistics", (turn) =>
    keepStatistics(database, turn, {
      statistics,
      ...createPublication(settings, pepper),
      now: () => new Date(),
    }),
  );
}
