import { sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, startOfDay } from "../../words/period";
import { type Lives, seenDays } from "../declare/lives";
import { runTypes } from "./readMoves";

type Sql = Pick<Session, "sql">;

/**
 * The last start or stop of some instances before a day, by key. Roll-ups say on which day it was, and what it was, unless there were both
 * on that day.
 */
export async function readLastRuns(
  { sql }: Sql,
  keys: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const days = await sql
    .selectFrom("visible_instance_day_event as d")
    .distinctOn("d.instance_key")
    .select(["d.instance_key", "d.day"])
    .select(({ fn }) => [
      fn.min<string>("d.event_type").as("one"),
      fn.max<string>("d.event_type").as("other"),
    ])
    .where("d.instance_key", "=", anyOf(keys, "uuid"))
    .where("d.day", "<", day)
    .where("d.event_type", "in", runTypes)
    .groupBy(["d.instance_key", "d.day"])
    .orderBy("d.instance_key")
    .orderBy("d.day", "desc")
    .execute();
  const found = new Map(days.map(({ instance_key, one }) => [instance_key, one]));
  for (const { instance_key, day: last, one, other } of days) {
    if (one === other) continue;
    const run = await sql
      .selectFrom("visible_event")
      .select("event_type")
      .where("instance_key", "=", instance_key)
      .where("event_time", ">=", startOfDay(last))
      .where("event_time", "<", startOfDay(addDays(last, 1)))
      .where("event_type", "in", runTypes)
      .where("counted_by", "<>", "nothing")
      .orderBy("event_time", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
    if (run === undefined) found.delete(instance_key);
    else found.set(instance_key, run.event_type);
  }
  return found;
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
    .where(thing, "=", anyOf([...new Set([...things.values()].flatMap((some) => [...some]))], "text"))
    .groupBy(["instance_key", "thing"])
    .execute();
  const found = new Map(rows.map((row) => [`${row.instance_key} ${row.thing}`, row.at]));
  return (key, name) => found.get(`${key} ${name}`);
}
