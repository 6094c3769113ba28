import type { Session } from "../../database/types";
import type { Period } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { PointCounter } from "./countPoints";
import { type CountingRule, loadFrames } from "./loadFrames";
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
  rule: CountingRule & { readonly knownBefore?: string },
): Promise<ComputedPeriod> {
  const counter = new PointCounter(period, statistics, !rule.isPrivate);
  let skipped = 0;
  let newlyCounted = 0;
  for await (const page of loadFrames(database, period, rule)) {
    for (const frame of page.frames) {
      counter.add(frame);
      if (frame.isNew) newlyCounted += 1;
    }
    skipped += page.skipped;
  }
  return { period, points: counter.points(), skipped, newlyCounted };
}
