import { sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, type Period } from "../../words/period";
import { habitDays } from "../declare/frame";

/** On how many days of each weekday (1 is Monday) some instances made or reset clones, by key, in the `habitDays` before the period's end. */
export async function readWeekdays(
  { sql }: Pick<Session, "sql">,
  keys: readonly string[],
  { end }: Period,
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const rows = await sql
    .selectFrom("visible_instance_day_event")
    .select(["instance_key", text<number>`extract(isodow from day)::int`.as("weekday")])
    .select(({ fn }) => fn.count<number>("day").distinct().as("days"))
    .where("instance_key", "=", anyOf(keys, "uuid"))
    .where("day", ">=", addDays(end, -habitDays))
    .where("day", "<", end)
    .where("event_type", "in", ["clone_created", "clone_reset"])
    .groupBy(["instance_key", "weekday"])
    .execute();
  const found = new Map<string, Map<number, number>>();
  for (const { instance_key, weekday, days } of rows)
    found.set(instance_key, (found.get(instance_key) ?? new Map<number, number>()).set(weekday, days));
  return found;
}
