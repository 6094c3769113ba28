import { believedHours } from "../../catalogue";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, dayOf } from "../../words/period";

/**
 * A text for every instance that is different once live events of it were stored since, by whichever process: of what
 * changes with every commit of them, a primary key's range an instance, whatever it ever sent.
 * @param keys of instances that may not exist
 */
export async function readSignals(
  { prepared }: Pick<Session, "prepared">,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  // A day more: what was received before midnight may be written after it.
  const since = addDays(dayOf(now), -Math.ceil(believedHours / 24) - 1);
  const rows = await prepared("read_signals")
    .selectFrom("visible_instance_day_event")
    .select((of) => ["instance_key", of.cast<string>(of.fn.sum("events"), "text").as("signal")])
    .where("instance_key", "=", anyOf(keys, "uuid"))
    .where("day", ">=", since)
    .groupBy("instance_key")
    .execute();
  const signals = new Map(rows.map(({ instance_key, signal }) => [instance_key, signal]));
  return new Map(keys.map((key) => [key, signals.get(key) ?? ""]));
}
