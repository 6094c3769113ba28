import { DatabaseUnavailable, type Session } from "../database/types";
import type { ReadResult } from "./answerBatch";
import { findStored } from "./folds/appendEvents";
import { refuse } from "./refusal";

/** An answer is waited for. */
const lookUpTimeoutMs = 500;

/**
 * Finds repeats before anything is counted against a limit: events with an event_id that are stored, or come a second time
 * in the same call. Where the database cannot say it, they are refused: it alone tells repeats.
 * @param isAway true where it is not to be asked
 */
export async function markRepeats(
  database: Pick<Session, "query">,
  read: readonly ReadResult[],
  isAway = false,
): Promise<readonly ReadResult[]> {
  const keyed = read.flatMap((result) => ("row" in result && result.row.keyed ? [result.row] : []));
  if (keyed.length === 0) return read;
  const look = () =>
    findStored(database, keyed, lookUpTimeoutMs).catch((error: unknown) => {
      if (error instanceof DatabaseUnavailable) return null;
      throw error;
    });
  const stored = isAway ? null : await look();
  const first = new Map<string, number>();
  return read.map((result, place): ReadResult => {
    if (!("row" in result && result.row.keyed)) return result;
    const { row } = result;
    if (stored === null) return refuse("database_unavailable", { eventType: row.event_type });
    if (stored.has(row)) return { repeats: null };
    const name = `${row.id} ${row.event_time}`;
    const before = first.get(name);
    if (before === undefined) first.set(name, place);
    return before === undefined ? result : { repeats: before };
  });
}
