import { sql as text } from "kysely";
import { believedHours } from "../../catalogue";
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
    .selectFrom(text<{ instance_key: string }>`unnest(${keys}::uuid[])`.as<"keys">(text`keys(instance_key)`))
    .select((of) => [
      "keys.instance_key",
      of
        .fn<string>("concat_ws", [
          text.lit(" "),
          of
            .selectFrom("visible_instance_day_event as counted")
            .select(({ fn }) => fn.sum("events").as("events"))
            .whereRef("counted.instance_key", "=", "keys.instance_key")
            .where("counted.day", ">=", since),
        ])
        .as("signal"),
    ])
    .execute();
  return new Map(rows.map(({ instance_key, signal }) => [instance_key, signal]));
}
