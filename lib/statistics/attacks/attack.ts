import type { StatisticJson } from "../export/statisticJson";

/** Everything that anybody can read: what an installation answers without a sign-in. */
export interface PublicFigures {
  /** A statistic by week over all that is published, with other parameters where they are given. */
  statistic(key: string, parameters?: Readonly<Record<string, string>>): Promise<StatisticJson>;
  /** What an engine's own page says about where it counts: its classes and why they are published or not. */
  whereItCounts(
    instanceId: string,
  ): Promise<readonly { readonly statistic: string; readonly why: string | null }[]>;
  /** Events by day, as the status page has them. */
  eventsByDay(): Promise<readonly { readonly day: string; readonly accepted: number }[]>;
}

/** An engine that an attack is about, and what anybody near it may know of it: never what it reports. */
export interface Victim {
  readonly name: string;
  /** When it reported for the first time, ISO 8601. */
  readonly arrives: string;
  /** Sundays on which it was at work. */
  readonly sundays: readonly string[];
  /** Its clones take the longest of all with its file system. */
  readonly isSlowest: boolean;
  /** It makes far more clones than any other. */
  readonly isBusiest: boolean;
  /** What it reports, by statistic, where the attacker set it up and only wonders when it is used. */
  readonly classes: Readonly<Record<string, string>>;
}

/** An event of an engine that is made up. */
export interface Forged {
  readonly instanceId: string;
  readonly type: "engine_started" | "clone_reset" | "snapshot_created";
  /** ISO 8601; now where it is not given. */
  readonly time?: string;
  readonly data?: object;
}

/** What an attack has to work with. */
export interface Stage {
  readonly figures: PublicFigures;
  readonly victims: readonly Victim[];
  /** `YYYY-MM-DD`. */
  today(): string;
  /** Waits so many days, or until a moment (ISO 8601). All engines go on as they do. */
  pass(time: number | string): Promise<void>;
  /** Sends events as a stranger, who has no token and no key. */
  send(events: readonly Forged[]): Promise<void>;
  /** Gets a victim to be forgotten. */
  erase(victim: Victim): Promise<void>;
  /** Gets a victim to buy another edition. */
  buyEdition(victim: Victim): Promise<void>;
}

/** What can be claimed, of an engine or of a small group of them. */
export type Question =
  | { readonly about: "class"; readonly victim: string; readonly statistic: string }
  | { readonly about: "active"; readonly victim: string; readonly week: string }
  | { readonly about: "time"; readonly victim: string }
  | { readonly about: "events"; readonly victim: string; readonly day: string }
  | {
      readonly about: "size" | "anybody";
      readonly statistic: string;
      readonly class: string;
      readonly week: string;
      /** All where it is not given. */
      readonly editions?: readonly string[];
    }
  | { readonly about: "published"; readonly week: string };

/** An answer to a question, beside what somebody says who only read what is published. */
export interface Claim {
  readonly question: Question;
  readonly answer: string;
  /** Where what is published gives no hint: the answer that is right most often among claims of this kind. */
  readonly guess: string | { readonly among: string };
}

/** An attack: what it does, and what it claims then. */
export type Attack = (stage: Stage) => Promise<Claim[]>;

/** How good an attack's claims were. */
export interface Score {
  readonly claims: number;
  readonly right: number;
  readonly guessRight: number;
}

/** A claim beside the truth. */
export interface Checked extends Claim {
  readonly right: string;
}

/** @param known claims of one attack, of all fleets together */
export function scoreOf(known: readonly Checked[]): Score {
  const unaided = new Map<string, Map<string, number>>();
  for (const { guess, right } of known) {
    if (typeof guess === "string") continue;
    const answers = unaided.get(guess.among) ?? new Map<string, number>();
    unaided.set(guess.among, answers.set(right, (answers.get(right) ?? 0) + 1));
  }
  const best = [...unaided.values()].map((answers) => Math.max(...answers.values()));
  return {
    claims: known.length,
    right: known.filter(({ answer, right }) => answer === right).length,
    guessRight:
      known.filter(({ guess, right }) => guess === right).length + best.reduce((sum, one) => sum + one, 0),
  };
}

/** By how many points of per cent an attack is right more often than a guess. */
export function pointsAbove({ claims, right, guessRight }: Score): number {
  return claims === 0 ? 0 : ((right - guessRight) / claims) * 100;
}
