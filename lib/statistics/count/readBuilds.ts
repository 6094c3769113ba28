import { sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import type { Period } from "../../words/period";
import type { BuildRun } from "../declare/frame";

/** The builds that some instances started with up to the end of the period, by key, in the order in which they came. */
export async function readBuilds(
  { sql }: Pick<Session, "sql">,
  keys: readonly string[],
  { end }: Period,
): Promise<ReadonlyMap<string, readonly BuildRun[]>> {
  const rows = await sql
    .selectFrom("visible_instance_day")
    .select(["instance_key", text<string>`coalesce(attributes ->> 'engine_version', '')`.as("version")])
    .select(({ fn }) => [fn.min<string>("day").as("first_day"), fn.max<string>("day").as("last_day")])
    .where("instance_key", "=", anyOf(keys, "uuid"))
    .where("day", "<", end)
    .where("started_at", "is not", null)
    .groupBy(["instance_key", "version"])
    .orderBy("first_day")
    .execute();
  const builds = new Map<string, BuildRun[]>();
  for (const { instance_key, version, first_day, last_day } of rows) {
    const known = builds.get(instance_key) ?? [];
    known.push({ version, firstDay: first_day, lastDay: last_day });
    builds.set(instance_key, known);
  }
  return builds;
}
