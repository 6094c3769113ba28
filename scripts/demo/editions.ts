import { recordset } from "../../lib/database/recordset";
import type { Session } from "../../lib/database/types";
import type { Pseudonyms } from "../../lib/settings/pseudonyms";
import type { FleetInstance } from "./fleet";

/**
 * Says which edition each engine runs, as its organization's key would. To be done before their events come in, for a period that
 * is computed in between would count all of them as Community. Safe to repeat.
 */
export async function declareEditions(
  { withErased }: Pick<Session, "withErased">,
  pseudonyms: Pick<Pseudonyms, "instanceKey">,
  engines: readonly FleetInstance[],
): Promise<void> {
  const rows = engines.map(({ id, edition, reportsFrom }) => ({
    instance_key: pseudonyms.instanceKey(id),
    edition,
    // The time of its first event, so that nothing has to be put right when that comes.
    first_seen: new Date(reportsFrom),
    last_seen: new Date(reportsFrom),
  }));
  const columns = ["instance_key", "first_seen", "last_seen", "edition"] as const;
  await withErased
    .insertInto("instance")
    .columns(columns)
    .expression((of) => of.selectFrom(recordset("instance", columns, rows)).select(columns))
    .onConflict((on) =>
      on.column("instance_key").doUpdateSet((row) => ({ edition: row.ref("excluded.edition") })),
    )
    .execute();
}
