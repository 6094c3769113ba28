import type { Database } from "../../database/types";
import type { Turn } from "../../jobs/job";
import { lateEventsSettled } from "./lateDays";
import { type MaterialiseOptions, materialise } from "./materialise";

const lateEvents = { settleMs: 10_000, patienceMs: 300_000 };

/**
 * Keeps the points of closed periods up to date. Unless told otherwise it leaves late events alone as long as more of
 * them come in.
 * @throws the first error of a period, when all others are done
 */
export async function keepStatistics(
  database: Database,
  turn: Turn,
  options: MaterialiseOptions,
): Promise<void> {
  const isLateWaiting =
    options.isLateWaiting ?? !(await lateEventsSettled(database, options.now(), lateEvents));
  const { errors } = await materialise(database, turn, { ...options, isLateWaiting });
  if (errors.length > 0) throw errors[0];
}
