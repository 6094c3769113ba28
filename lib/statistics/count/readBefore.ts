import { sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, startOfDay } from "../../words/period";
import { type Lives, seenDays } from "../declare/lives";

type Sql = Pick<Session, "sql">;

/**
 * The last start or stop of some instances before a day, by key; none where an instance never started. Roll-ups say which it was, unless
 * there were both on one day.
 */
export async function readLastRuns(
  { sql }: Sql,
  keys: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await sql
    .selectFrom("visible_instance as i")
    .innerJoinLateral(
      (of) =>
        of
          .selectFrom("visible_instance_day as d")
          .select(["d.day", "d.started_at"])
          .whereRef("d.instance_key", "=", "i.instance_key")
          .where("d.day", "<", day)
          .where("d.started_at", "is not", null)
          .orderBy("d.day", "desc")
          .limit(1)
          .as("start"),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (of) =>
        of
          .selectFrom("visible_instance_day_event as d")
          .select("d.day")
          .whereRef("d.instance_key", "=", "i.instance_key")
          .whereRef("d.day", ">=", "start.day")
          .where("d.day", "<", day)
          .where("d.event_type", "=", "engine_stopped")
          .orderBy("d.day", "desc")
          .limit(1)
          .as("stop"),
      (join) => join.onTrue(),
    )
    .select(["i.instance_key"])
    .select(({ eb, and, or, exists, ref, selectFrom }) =>
      or([
        eb("stop.day", ">", ref("start.day")),
        and([
          eb("stop.day", "=", ref("start.day")),
          exists(
            selectFrom("visible_event as e")
              .whereRef("e.instance_key", "=", "i.instance_key")
              .whereRef("e.event_time", ">", "start.started_at")
              .where("e.event_time", "<", text<Date>`(start.day + 1)::timestamp at time zone 'UTC'`)
              .where("e.event_type", "=", "engine_stopped")
              .where("e.counted_by", "<>", "nothing"),
          ),
        ]),
      ]).as("is_stopped"),
    )
    .where("i.instance_key", "=", anyOf(keys, "uuid"))
    .execute();
  return new Map(
    rows.map(({ instance_key, is_stopped }) => [
      instance_key,
      is_stopped === true ? "engine_stopped" : "engine_started",
    ]),
  );
}

/** When clones or branches were created last before a day, in seconds since 1970, by key of the instance and thing. */
export async function readCreated(
  { sql }: Sql,
  things: ReadonlyMap<string, ReadonlySet<string>>,
  day: string,
  { created, field }: Lives,
): Promise<(key: string, thing: string) => number | undefined> {
  if (things.size === 0) return () => undefined;
  const thing = text<string>`data ->> ${text.lit(field)}`;
  const rows = await sql
    .selectFrom("visible_event")
    .select(["instance_key", thing.as("thing")])
    .select(text<number>`extract(epoch from max(event_time))::float8`.as("at"))
    .where("instance_key", "=", anyOf([...things.keys()], "uuid"))
    .where("event_time", ">=", startOfDay(addDays(day, -seenDays)))
    .where("event_time", "<", startOfDay(day))
    .where("event_type", "=", created)
    .where("counted_by", "<>", "nothing")
    .where(thing, "=", anyOf([...new Set([...things.values()].flatMap((some) => [...some]))], "text"))
    .groupBy(["instance_key", "thing"])
    .execute();
  const found = new Map(rows.map((row) => [`${row.instance_key} ${row.thing}`, row.at]));
  return (key, name) => found.get(`${key} ${name}`);
}
