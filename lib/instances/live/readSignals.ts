import type { Database } from "../../database/types";
import { addDays, dayOf } from "../../words/period";

/**
 * What changes with every commit of events: counts of the last days, and the marks of days that events came late for.
 * A primary key's range an instance, whatever it ever sent.
 */
const signalsStatement = `
select keys.instance_key, concat_ws(' ',
  (select sum(events) from instance_day_event as counted
   where counted.instance_key = keys.instance_key and counted.day >= $2::date),
  (select concat_ws('/', count(*), sum(marks), max(marked_at)) from instance_day_late as late
   where late.instance_key = keys.instance_key)) as signal
from unnest($1::uuid[]) as keys(instance_key)`;

/**
 * A text for every instance that is different once events of it were stored since, by whichever process.
 * @param keys of instances that may not exist
 */
export async function readSignals(
  database: Pick<Database, "query">,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const yesterday = addDays(dayOf(now), -1);
  const rows = await database.query<{ instance_key: string; signal: string }>(
    signalsStatement,
    [keys, yesterday],
    { name: "read_signals" },
  );
  return new Map(rows.map(({ instance_key, signal }) => [instance_key, signal]));
}
