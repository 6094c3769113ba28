import { readOpenFolds } from "../../database/openFolds";
import type { Database, Session } from "../../database/types";
import type { Turn } from "../../jobs/job";
import { addDays, startOfDay } from "../../words/period";
import type { Statistic } from "../declare/declare";
import { closedPeriods, graceMs } from "./closing";
import type { CountingRule } from "./loadFrames";
import { computeInPieces, storeCounted } from "./pieces";

/** What a count needs. */
export interface CountOptions extends CountingRule {
  /** True where no more history is coming, whatever a sender did a moment ago. */
  readonly isHistoryComplete?: boolean;
  readonly statistics: readonly Statistic[];
  readonly now: () => Date;
  readonly onProgress?: (done: number, all: number) => void;
  /** In how many pieces a period of so many instances is counted; see `computeInPieces`. */
  readonly piecesOf?: (instances: number) => number;
}

/** From the ninth week on, a week with so many new instances, and so many times what is usual, is held for review. */
export const holding = { afterWeeks: 8, moreThan: 20, times: 3 } as const;

/**
 * A history is still being sent as long as its last event is not older than this: what is counted stays as it is. Longer
 * than the minute in which a sender tries a refused batch again, or it would be counted in the middle.
 */
const historySettlesMs = 120_000;

interface Week {
  readonly start: string;
  readonly newlyCounted: number;
  readonly isHeld: boolean;
}

/**
 * Counts the weeks that are closed and not counted yet, oldest first, each once and in a transaction of its own. What is
 * counted is never counted again: whatever is sent, erased or linked afterwards changes no figure of it.
 * @throws the first error of a week; those before it are stored, and it is tried again with those after it
 */
export async function countWeeks(database: Database, turn: Turn, options: CountOptions): Promise<void> {
  if (options.isHistoryComplete !== true && (await isHistoryComing(database, options.now()))) return;
  const counted = await readWeeks(database);
  const done = new Set(counted.map(({ start }) => start));
  const closed = await closedPeriods(database, "week", options.now(), false);
  const missing = closed.filter(({ start }) => !done.has(start));
  const first = await readFirstRevision(database);
  for (const [index, week] of missing.entries()) {
    if (!(await turn.goOn())) return;
    // Events that were received in time and are not in the roll-ups yet: their process has died, and another one counts them.
    const closedAt = new Date(startOfDay(week.end).getTime() + graceMs(false));
    if ((await readOpenFolds(database, closedAt)).length > 0) return;
    const before = counted.filter(({ start }) => start < week.start);
    const lastPublished = before.findLast(({ isHeld }) => !isHeld);
    // Those who were new in a week that is held stay new until it is published.
    const knownBefore = lastPublished === undefined ? week.start : addDays(lastPublished.start, 7);
    const rule = { ...options, knownBefore };
    const result = await computeInPieces(database, week, options.statistics, rule, turn, options.piecesOf);
    if (result === null) return;
    const isHeld = isSuspicious(result.newlyCounted, before);
    const isFromBefore = first !== null && startOfDay(week.end).getTime() + graceMs(false) <= first.getTime();
    const storing = { revision: isFromBefore ? 1 : 0, computedAt: options.now().toISOString(), isHeld };
    if (!(await turn.write((session) => storeCounted(session, result, storing)))) return;
    counted.push({ start: week.start, newlyCounted: result.newlyCounted, isHeld });
    counted.sort((one, other) => (one.start < other.start ? -1 : 1));
    options.onProgress?.(index + 1, missing.length);
  }
}

/** True for a week in which so many instances are new that somebody may have made them up. */
export function isSuspicious(newlyCounted: number, before: readonly Pick<Week, "newlyCounted">[]): boolean {
  const last = before.slice(-holding.afterWeeks).map((week) => week.newlyCounted);
  if (last.length < holding.afterWeeks || newlyCounted <= holding.moreThan) return false;
  const sorted = last.toSorted((one, other) => one - other);
  const middle = holding.afterWeeks / 2;
  return newlyCounted > (holding.times * ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0))) / 2;
}

/** Each counted week in its newest revision, oldest first. */
async function readWeeks({ sql }: Pick<Session, "sql">): Promise<Week[]> {
  const rows = await sql
    .selectFrom("statistic_period")
    .distinctOn("period_start")
    .select(["period_start", "newly_counted", "held_at", "released_at"])
    .where("interval", "=", "week")
    .orderBy("period_start")
    .orderBy("revision", "desc")
    .execute();
  return rows.map(({ period_start, newly_counted, held_at, released_at }) => ({
    start: period_start,
    newlyCounted: newly_counted,
    isHeld: held_at !== null && released_at === null,
  }));
}

/** When what was published before these rules was given up, to be counted once under them; null where nothing was. */
async function readFirstRevision({ prisma }: Pick<Session, "prisma">): Promise<Date | null> {
  const revision = await prisma.statisticRevision.findFirst({ where: { firstWeek: null } });
  return revision?.revisedAt ?? null;
}

async function isHistoryComing({ prisma }: Pick<Session, "prisma">, now: Date): Promise<boolean> {
  const { _max: latest } = await prisma.sender.aggregate({
    // An organization's could hold up every week, for ever.
    where: { organizationId: null },
    _max: { lastHistoryAt: true },
  });
  return latest.lastHistoryAt !== null && now.getTime() - latest.lastHistoryAt.getTime() < historySettlesMs;
}
