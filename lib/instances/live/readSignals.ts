import { sql as text } from "kysely";
import type { Session } from "../../database/types";
import { addDays, dayOf } from "../../words/period";

/**
 * A text for every instance that is different once events of it were stored since, by whichever process: of what changes
 * with every commit of events, a primary key's range an instance, whatever it ever sent.
 * @param keys of instances that may not exist
 */
export async function readSignals(
  { prepared }: Pick<Session, "prepared">,
  keys: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const yesterday = addDays(dayOf(now), -1);
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
            .where("counted.day", ">=", yesterday),
          of
            .selectFrom("instance_day_late as late")
            .select(({ fn }) =>
              fn<string>("concat_ws", [
                text.lit("/"),
                fn.countAll(),
                fn.sum("marks"),
                fn.max("marked_at"),
              ]).as("late"),
            )
            .whereRef("late.instance_key", "=", "keys.instance_key"),
        ])
        .as("signal"),
    ])
    .execute();
  return new Map(rows.map(({ instance_key, signal }) => [instance_key, signal]));
}
