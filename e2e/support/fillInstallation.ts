import { openDatabase } from "../../lib/database/openDatabase";
import { ensurePartitions } from "../../lib/database/partitions";
import { callOf } from "../../lib/ingest/calls";
import { Ingest } from "../../lib/ingest/ingest";
import { takeTurn } from "../../lib/jobs/lease";
import { createPseudonyms } from "../../lib/settings/pseudonyms";
import { readOrMakeSecret } from "../../lib/settings/secrets";
import { readSettings } from "../../lib/settings/settings";
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
  const { rawRetentionDays: retentionDays } = settings;
  const database = await openDatabase({ dataFolder, holder: "a test" });
  await ensurePartitions(database, { now: new Date(), retentionDays });
  const pepper = readOrMakeSecret(dataFolder, "instance-id-pepper");
  const pseudonyms = createPseudonyms(pepper);
  const ingest = new Ingest({
    database,
    pseudonyms,
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
  await takeTurn(database, "statistics", (turn) =>
    keepStatistics(database, turn, {
      statistics,
      ...createPublication(settings, pepper),
      now: () => new Date(),
    }),
  );
  await database.close();
}
