import type { Session } from "../../database/types";
import { addDays, dayOf, type Interval, intervals, type Period, periodOf } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { type ComputedPeriod, computePeriod } from "./computePeriod";
import type { CountingRule } from "./loadFrames";
import { graceMs } from "./materialise";

/** Periods that are not materialised yet, as they are now. */
export interface LivePeriods {
  /** ISO 8601. */
  readonly computedAt: string;
  readonly periods: readonly ComputedPeriod[];
}

interface LiveOptions extends CountingRule {
  readonly statistics: readonly Statistic[];
  readonly now: () => Date;
}

/** The unfinished period of each interval, and the one before where it is over and may still get events. */
export function openPeriods(now: Date): Period[] {
  const today = dayOf(now);
  const closedBefore = dayOf(new Date(now.getTime() - graceMs));
  return intervals.flatMap((interval: Interval) => {
    const open = periodOf(interval, today);
    const before = periodOf(interval, addDays(open.start, -1));
    return before.end > closedBefore ? [before, open] : [open];
  });
}

/** Counts the periods that are not closed. */
export async function computeLive(
  database: Pick<Session, "sql">,
  options: LiveOptions,
): Promise<LivePeriods> {
  const computedAt = options.now();
  const periods: ComputedPeriod[] = [];
  for (const period of openPeriods(computedAt)) {
    periods.push(await computePeriod(database, period, options.statistics, options));
  }
  return { computedAt: computedAt.toISOString(), periods };
}
