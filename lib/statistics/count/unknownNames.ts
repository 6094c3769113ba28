import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import type { Period } from "../../words/period";

/**
 * What names that are not in the catalogue are counted under, beside the declared statistics: how many instances sent a
 * name in a week. Its classes follow what was sent, so nothing of it is published but what passes the door by itself.
 */
export const unknownNamesKey = "unknown-names";

/** A name that is not in the catalogue: of a field of an event type, or, with an empty path, of an event type. */
export interface UnknownName {
  readonly eventType: string;
  readonly path: string;
}

/** As a class; no name has a space. */
export const writeUnknownName = ({ eventType, path }: UnknownName) => `${eventType} ${path}`;

/** What `writeUnknownName` wrote. */
export function readUnknownName(written: string): UnknownName {
  const [eventType = "", path = ""] = written.split(" ");
  return { eventType, path };
}

/** The names that some instances sent in the weeks of a period, by the instance's key. */
export async function readUnknownNames(
  { sql }: Pick<Session, "sql">,
  keys: readonly string[],
  { start, end }: Period,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await sql
    .selectFrom("visible_instance_week_unknown")
    .select(["instance_key", "event_type as eventType", "path"])
    .distinct()
    .where("instance_key", "=", anyOf(keys, "uuid"))
    .where("week", ">=", start)
    .where("week", "<", end)
    .execute();
  const names = new Map<string, string[]>();
  for (const { instance_key, ...name } of rows)
    names.set(instance_key, [...(names.get(instance_key) ?? []), writeUnknownName(name)]);
  return names;
}
