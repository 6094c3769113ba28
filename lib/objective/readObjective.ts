import type { Session } from "../database/types";
import { addDays, dayOf, daysUpTo } from "../words/period";
import { endOf } from "./bands";
import { objective } from "./objective";
import type { Outcomes } from "./requestCounter";

/** Whether the objective was kept; `untold` where nothing is said: no request, or too few to be told of. */
export type Keeping = "kept" | "missed" | "untold";

/** A UTC day, `YYYY-MM-DD`. `outcomes` is null where numbers are not published. */
export interface ObjectiveDay {
  readonly day: string;
  readonly keeping: Keeping;
  readonly outcomes: Outcomes | null;
}

/** How the objective was kept. */
export interface ObjectiveReading {
  /** Oldest first, the last is today. */
  readonly days: readonly ObjectiveDay[];
  /** The days of the window together. */
  readonly window: {
    readonly keeping: Keeping;
    readonly outcomes: Outcomes | null;
    /** Within so many milliseconds 99% of accepted requests were answered; null where nothing is said, or it took longer than every bound. */
    readonly p99Ms: number | null;
  };
}

interface Day {
  readonly day: string;
  readonly outcomes: Outcomes;
  /** Accepted requests by what they took longer than. */
  readonly accepted: ReadonlyMap<number, number>;
}

/** How each of the days that are shown was, as it was counted. */
export async function readRequestDays({ sql }: Pick<Session, "sql">, now: Date): Promise<readonly Day[]> {
  const days = daysUpTo(dayOf(now), objective.shownDays);
  const rows = await sql
    .selectFrom("request_day")
    .selectAll()
    .where("day", ">=", days.at(0) ?? "")
    .where("day", "<=", days.at(-1) ?? "")
    .execute();
  return days.map((day) => {
    const ofDay = rows.filter((row) => row.day === day);
    const sum = (isMeant: (row: (typeof rows)[number]) => boolean) =>
      ofDay.filter(isMeant).reduce((total, { requests }) => total + Number(requests), 0);
    const isInTime = (overMs: number) => (endOf(overMs) ?? Number.POSITIVE_INFINITY) <= objective.withinMs;
    return {
      day,
      outcomes: {
        met: sum(({ accepted, over_ms }) => accepted && isInTime(over_ms)),
        late: sum(({ accepted, over_ms }) => accepted && !isInTime(over_ms)),
        failed: sum(({ accepted }) => !accepted),
      },
      accepted: new Map(
        ofDay
          .filter(({ accepted }) => accepted)
          .map(({ over_ms, requests }) => [over_ms, Number(requests)] as const),
      ),
    };
  });
}

/** Everything that was counted, today with it: for the operator, and on a private installation. */
export function readObjective(days: readonly Day[]): ObjectiveReading {
  const window = days.slice(-objective.windowDays);
  const outcomes = addUp(window);
  return {
    days: days.map((one) => ({
      day: one.day,
      keeping: keepingOf(one.outcomes),
      outcomes: one.outcomes,
    })),
    window: { keeping: keepingOf(outcomes), outcomes, p99Ms: p99Of(window) },
  };
}

/** From so many requests on a day is told of, more or less: how many it is on a day, nobody knows. */
const toldFrom = { least: 1_000, most: 2_000 } as const;

/**
 * What everybody may see where figures are published: of days that are over, kept or missed, and no number. A day with few
 * requests looks as one without any. From how many on it is told is different each day, and secret: whoever sends nearly as many
 * cannot tell by one more that somebody else was there.
 * @param blur from −1 to 1, a secret of each number
 */
export function publishObjective(
  days: readonly Day[],
  { now, blur }: { readonly now: Date; readonly blur: (of: bigint) => number },
): ObjectiveReading {
  const today = dayOf(now);
  const isTold = (day: string, outcomes: Outcomes) => {
    const middle = (toldFrom.least + toldFrom.most) / 2;
    return (
      allOf(outcomes) >= middle + blur(BigInt(Date.parse(day))) * (toldFrom.most - middle) && day < today
    );
  };
  const told = days.map(
    ({ day, outcomes }): ObjectiveDay => ({
      day,
      keeping: isTold(day, outcomes) ? keepingOf(outcomes) : "untold",
      outcomes: null,
    }),
  );
  // Of the days that are told alone: what they were together tells of no other.
  const isOfWindow = (day: string) => day >= addDays(today, -objective.windowDays) && day < today;
  const window = days.filter(({ day }, at) => isOfWindow(day) && told[at]?.keeping !== "untold");
  return {
    days: told,
    window: { keeping: keepingOf(addUp(window)), outcomes: null, p99Ms: p99Of(window) },
  };
}

/** The share of requests that were accepted in time, 0 to 1; null where there was none. */
export function shareMet(outcomes: Outcomes): number | null {
  const all = allOf(outcomes);
  return all === 0 ? null : outcomes.met / all;
}

export function allOf({ met, late, failed }: Outcomes): number {
  return met + late + failed;
}

function keepingOf(outcomes: Outcomes): Keeping {
  const share = shareMet(outcomes);
  if (share === null) return "untold";
  return share >= objective.share ? "kept" : "missed";
}

function addUp(days: readonly Day[]): Outcomes {
  return days.reduce(
    (sum, { outcomes: { met, late, failed } }) => ({
      met: sum.met + met,
      late: sum.late + late,
      failed: sum.failed + failed,
    }),
    { met: 0, late: 0, failed: 0 },
  );
}

const quantile = 0.99;

function p99Of(days: readonly Day[]): number | null {
  const bands = new Map<number, number>();
  for (const { accepted } of days)
    for (const [overMs, requests] of accepted) bands.set(overMs, (bands.get(overMs) ?? 0) + requests);
  const ascending = [...bands].sort(([one], [other]) => one - other);
  const all = ascending.reduce((sum, [, requests]) => sum + requests, 0);
  if (all === 0) return null;
  let below = 0;
  for (const [overMs, requests] of ascending) {
    below += requests;
    if (below >= all * quantile) return endOf(overMs);
  }
  return null;
}
