import { sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { type Period, startOfDay } from "../../words/period";
import { branchLives, cloneLives } from "../declare/lives";

/** An event whose place in the order of events matters: a start, a stop, something created or destroyed. */
export interface Move {
  readonly type: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** Which clone or branch, as a hash; null for starts and stops. */
  readonly thing: string | null;
}

/** Starts and stops. */
const runTypes = ["engine_started", "engine_stopped"] as const;
const types = [
  ...runTypes,
  ...[cloneLives, branchLives].flatMap(({ created, destroyed }) => [created, destroyed]),
];

/** What some instances did in a period, by key, in the order of time. */
export async function readMoves(
  { sql }: Pick<Session, "sql">,
  keys: readonly string[],
  { start, end }: Period,
): Promise<ReadonlyMap<string, readonly Move[]>> {
  const rows = await sql
    .selectFrom("visible_event")
    .select([
      "instance_key",
      "event_type as type",
      text<number>`extract(epoch from event_time)::float8`.as("at"),
      text<
        string | null
      >`coalesce(data ->> ${text.lit(cloneLives.field)}, data ->> ${text.lit(branchLives.field)})`.as(
        "thing",
      ),
    ])
    .where("instance_key", "=", anyOf(keys, "uuid"))
    .where("event_time", ">=", startOfDay(start))
    .where("event_time", "<", startOfDay(end))
    .where("event_type", "in", types)
    .where("counted_by", "<>", "nothing")
    .orderBy("instance_key")
    .orderBy("event_time")
    .orderBy("id")
    .execute();
  const moves = new Map<string, Move[]>();
  for (const { instance_key, ...move } of rows) {
    const known = moves.get(instance_key);
    if (known === undefined) moves.set(instance_key, [move]);
    else known.push(move);
  }
  return moves;
}
