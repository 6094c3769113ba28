import { objective, sayPercentOf } from "../objective/objective";
import { type ObjectiveReading, shareMet } from "../objective/readObjective";
import { sayTime } from "../words/sayDates";
import { saySeconds } from "../words/sayNumbers";
import { countOf } from "../words/sayPlurals";
import type { SpoolReading } from "./readSpool";

/** What becomes of an event that comes now. */
export type Receiving = "normal" | "draining" | "spooling" | "refusing";

/** What the service is doing, in words, and whether somebody has to do something about it. */
export interface Verdict {
  readonly tone: "good" | "caution" | "bad";
  readonly headline: string;
  /** Whole sentences. */
  readonly details: readonly string[];
}

interface Judged {
  readonly spool: SpoolReading | null;
  readonly isAway: boolean;
  /** ISO 8601; null where it is not known or not told. */
  readonly lastStoredAt: string | null;
  readonly objective: ObjectiveReading;
  /** ISO 8601. */
  readonly computedAt: string;
}

/** @param isAway while the database takes no events */
export function receivingOf(isAway: boolean, spool: SpoolReading | null): Receiving {
  if (!isAway) return (spool?.waiting ?? 0) > 0 ? "draining" : "normal";
  return spool === null || spool.isFull ? "refusing" : "spooling";
}

const headlines = {
  normal: ["good", "Receiving normally"],
  draining: ["good", "Receiving, and the database is getting the events that waited on the disk"],
  spooling: ["caution", "Receiving, but the database takes no events: they wait on the disk"],
  refusing: ["bad", "Not receiving: neither the database nor the disk takes events"],
} as const satisfies Record<Receiving, readonly [Verdict["tone"], string]>;

/** What becomes of events that come now, in words. */
export function sayReceiving(isAway: boolean, spool: SpoolReading | null): Verdict {
  const [tone, headline] = headlines[receivingOf(isAway, spool)];
  const since = spool?.since ?? null;
  return {
    tone,
    headline,
    details: since === null ? [] : [`The first that waits came at ${sayTime(since)}.`],
  };
}

/** What can be said at once of how the service receives, and how it kept what it promises. */
export function sayVerdict({ spool, isAway, lastStoredAt, objective: kept, computedAt }: Judged): Verdict {
  const { tone, headline, details } = sayReceiving(isAway, spool);
  return {
    tone: tone === "good" && kept.window.keeping === "missed" ? "caution" : tone,
    headline,
    details: [
      ...details,
      ...(lastStoredAt === null ? [] : [`The last event was stored ${sayAgo(lastStoredAt, computedAt)}.`]),
      ...sayWindow(kept.window),
    ],
  };
}

function sayAgo(time: string, now: string): string {
  const seconds = Math.max(0, Math.floor((Date.parse(now) - Date.parse(time)) / 1_000));
  if (seconds < 1) return "just now";
  return `${seconds < 60 ? `${seconds}\u00a0s` : saySeconds(seconds)} ago`;
}

function sayWindow({ keeping, outcomes, p99Ms }: ObjectiveReading["window"]): string[] {
  const days = countOf(objective.windowDays, "day");
  if (keeping === "untold") return [];
  const share = outcomes === null ? null : shareMet(outcomes);
  const told =
    share === null
      ? `${sayPercentOf(objective.share)}% of engines’ requests or more`
      : `${sayPercentOf(share)}% of engines’ requests`;
  const isShort = share === null && keeping === "missed";
  const kept = `${isShort ? `Less than ${sayPercentOf(objective.share)}% of engines’ requests` : told} were accepted within ${objective.withinMs} ms in ${days}`;
  return [
    `${kept}${keeping === "missed" ? ", which misses the objective" : ""}.`,
    ...(p99Ms === null ? [] : [`99% of those that were accepted took at most ${p99Ms} ms.`]),
  ];
}
