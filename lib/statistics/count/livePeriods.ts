import type { Session } from "../../database/types";
import { countedIntervals, openPeriods } from "./closing";
import { type ComputedPeriod, computePeriod } from "./computePeriod";
import type { CountOptions } from "./countWeeks";

/** Periods that are not stored yet, as they are now. */
export interface LivePeriods {
  /** ISO 8601. */
  readonly computedAt: string;
  readonly periods: readonly ComputedPeriod[];
}

/** Counts the periods that are not closed. There are none where figures are published: those are of closed weeks only. */
export async function computeLive(
  database: Pick<Session, "sql" | "query">,
  options: Omit<CountOptions, "onProgress">,
): Promise<LivePeriods> {
  const computedAt = options.now();
  const periods: ComputedPeriod[] = [];
  if (!options.isPrivate) return { computedAt: computedAt.toISOString(), periods };
  for (const interval of countedIntervals) {
    for (const period of openPeriods(interval, computedAt))
      periods.push(await computePeriod(database, period, options.statistics, options));
  }
  return { computedAt: computedAt.toISOString(), periods };
}
