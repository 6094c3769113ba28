import type { Database } from "../../lib/database/types";
import type { Pseudonyms } from "../../lib/settings/pseudonyms";
import type { FleetInstance } from "./fleet";

/**
 * Says which edition each engine runs, as its organization's key would. To be done before their events come in, for a period that
 * is computed in between would count all of them as Community. Safe to repeat.
 */
export async function declareEditions(
  database: Pick<Database, "query">,
  pseudonyms: Pick<Pseudonyms, "instanceKey">,
  engines: readonly FleetInstance[],
): Promise<void> {
  const rows = engines.map(({ id, edition, reportsFrom }) => ({
    instance_key: pseudonyms.instanceKey(id),
    edition,
    // The time of its first event, so that nothing has to be put right when that comes.
    seen: new Date(reportsFrom).toISOString(),
  }));
  await database.query(
    `insert into instance (instance_key, first_seen, last_seen, edition)
     select instance_key, seen, seen, edition
     from jsonb_to_recordset($1::jsonb) as r(instance_key uuid, seen timestamptz, edition text)
     on conflict (instance_key) do update set edition = excluded.edition`,
    [JSON.stringify(rows)],
  );
}
