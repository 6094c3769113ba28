import type { Session } from "../../database/types";
import type { Turn } from "../../jobs/job";
import type { Period } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { PointCounter } from "./countPoints";
import { type KeyRange, loadFrames, type PageRule } from "./loadFrames";
import type { Point } from "./point";

/** The points of a period as counted. */
export interface ComputedPeriod {
  readonly period: Period;
  readonly points: readonly Point[];
  /** Instances that could not be read. */
  readonly skipped: number;
  /** Instances that count, and did not by the rule's `knownBefore`. */
  readonly newlyCounted: number;
}

/** Counts a period from the roll-ups. The same rows give the same points, whoever asks and whenever. */
export async function computePeriod(
  database: Pick<Session, "sql" | "query">,
  period: Period,
  statistics: readonly Statistic[],
  rule: PageRule,
): Promise<ComputedPeriod> {
  const counted = await computeInTurn(database, period, statistics, rule, { goOn: async () => true });
  if (counted === null) throw new Error("unreachable: nobody ends it");
  return counted;
}

/**
 * Counts a period within a turn of a job, which is asked after each page of instances: however many there are, no step takes
 * longer than a page.
 * @param range of keys; all of them unless given
 * @returns null where the turn has to end
 */
export async function computeInTurn(
  database: Pick<Session, "sql" | "query">,
  period: Period,
  statistics: readonly Statistic[],
  rule: PageRule,
  { goOn }: Pick<Turn, "goOn">,
  range?: KeyRange,
): Promise<ComputedPeriod | null> {
  const counter = new PointCounter(period, statistics, !rule.isPrivate);
  let skipped = 0;
  let newlyCounted = 0;
  for await (const page of loadFrames(database, period, rule, range)) {
    for (const frame of page.frames) {
      counter.add(frame);
      if (frame.isNew) newlyCounted += 1;
    }
    skipped += page.skipped;
    if (!(await goOn())) return null;
  }
  return { period, points: counter.points(), skipped, newlyCounted };
}
