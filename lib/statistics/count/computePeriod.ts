import type { Session } from "../../database/types";
import type { Period } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { PointCounter } from "./countPoints";
import { type CountingRule, loadFrames } from "./loadFrames";
import type { Point } from "./point";

/** The points of a period as counted, and how many instances could not be read. */
export interface ComputedPeriod {
  readonly period: Period;
  readonly points: readonly Point[];
  readonly skipped: number;
}

/** Counts a period from the roll-ups. The same rows give the same points, whoever asks and whenever. */
export async function computePeriod(
  database: Pick<Session, "sql">,
  period: Period,
  statistics: readonly Statistic[],
  rule: CountingRule,
): Promise<ComputedPeriod> {
  const counter = new PointCounter(period, statistics);
  let skipped = 0;
  for await (const page of loadFrames(database, period, rule)) {
    for (const frame of page.frames) counter.add(frame);
    skipped += page.skipped;
  }
  return { period, points: counter.points(), skipped };
}
