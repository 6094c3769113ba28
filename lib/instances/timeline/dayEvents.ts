import { sql as text } from "kysely";
import type { Session } from "../../database/types";

/**
 * How many events of each type an instance sent on a day, as a table `sent`: by the roll-ups, and of what nothing counts,
 * which stands in none of them, by the events.
 */
export function dayEvents({ sql }: Pick<Session, "sql">, key: string) {
  return sql
    .selectFrom("visible_instance_day_event")
    .select(["day", "event_type", "events"])
    .where("instance_key", "=", key)
    .unionAll(
      sql
        .selectFrom("visible_event")
        .select([
          text<string>`(event_time at time zone 'UTC')::date`.as("day"),
          "event_type",
          text<number>`1`.as("events"),
        ])
        .where("instance_key", "=", key)
        .where("counted_by", "=", text.lit("nothing")),
    )
    .as("sent");
}
