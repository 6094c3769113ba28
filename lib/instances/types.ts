import type { JsonObject } from "../catalogue";

/** An event as it is kept. `data` has the engine's names in the engine's order. Times are ISO 8601, UTC, milliseconds. */
export interface TimelineEvent {
  readonly id: string;
  readonly eventTime: string;
  readonly receivedAt: string;
  readonly type: string;
  readonly data: JsonObject;
  /** Dotted names that were sent with it and are not kept: `event_data.colour`. Never what they held. */
  readonly leftOut: readonly string[];
}

/** A place between two events: `<event time>_<event id>`, of an event that is not part of the page any more. */
export type Cursor = string;

/** Which events of a timeline are asked for. */
export interface TimelineQuery {
  /** Event types; empty for all. */
  readonly types: readonly string[];
  /** The events that come right after (are older than) this one; a plain time works too. */
  readonly before: Cursor | null;
  /** The events that come right before (are newer than) this one. Only one of `before` and `after` is given. */
  readonly after: Cursor | null;
  /** 1 to 500. */
  readonly limit: number;
}

/** Events, newest first. */
export interface TimelinePage {
  readonly events: readonly TimelineEvent[];
  /** Where the next older page begins (as `before`); null at the end. */
  readonly older: Cursor | null;
  /** Where the next newer page begins (as `after`); null where this is the newest. */
  readonly newer: Cursor | null;
  /** For every day (UTC, `YYYY-MM-DD`) of the page: how many events of the asked types it has in all. */
  readonly days: Readonly<Record<string, number>>;
}

/** What an instance is now, from its latest start and all its roll-ups. */
export interface InstanceNow {
  /** True for the documentation's example instances: public, never counted, not erasable. */
  readonly isExample: boolean;
  readonly edition: string;
  /** ISO 8601; null for an example instance that nothing was sent of yet. */
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  /** UTC days on which it sent anything. */
  readonly daysSeen: number;
  /** Data of its latest `engine_started` as kept; null where it never sent one. */
  readonly start: { readonly at: string; readonly data: JsonObject } | null;
  /**
   * By its latest start and stop. A killed engine never says that it stopped, so one that has been silent for 28 days is
   * `unknown` since its last event; without a start, and where something came after the stop, `since` is null too.
   */
  readonly state: { readonly kind: "running" | "stopped" | "unknown"; readonly since: string | null };
  /** Its class in the published versions, such as `4.1`; null without a start. */
  readonly versionClass: string | null;
  /** Published classes of newer versions, newest first. */
  readonly newerVersions: readonly string[];
  /** Its timetable in words, such as "Weekly, on Mondays at 00:00"; null without a start. */
  readonly scheduleWords: string | null;
  /** Every event type that it sent, in the catalogue's order. */
  readonly events: readonly {
    readonly type: string;
    readonly title: string;
    readonly events: number;
    /** The last day with one, `YYYY-MM-DD`. */
    readonly lastDay: string;
  }[];
  readonly totalEvents: number;
}

/** What an instance did in a period of its history. */
export interface HistoryPeriod {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** The first day after it. */
  readonly end: string;
  readonly clonesCreated: number;
  readonly clonesReset: number;
  readonly clonesDestroyed: number;
  readonly snapshots: number;
  readonly starts: number;
  readonly alerts: number;
  /** Measured clone times; null where none was measured. */
  readonly cloneTime: {
    readonly clones: number;
    readonly p50Seconds: number;
    readonly p95Seconds: number;
  } | null;
  /** Used part of the pools at the period's last start, 0 … 1; null without a start, and with LVM, which reports no sizes. */
  readonly poolUse: number | null;
}

/** The history of an instance: by day up to 60 days, by week up to two years, else by month; oldest first, without gaps. */
export interface InstanceHistory {
  readonly interval: "day" | "week" | "month";
  readonly periods: readonly HistoryPeriod[];
  /** How long it ran, for its latest stops, newest first; at most 50. */
  readonly stops: readonly { readonly at: string; readonly uptimeSeconds: number }[];
}

/** The instance beside a published figure. */
export interface Comparison {
  readonly statistic: string;
  readonly title: string;
  /** Its own value in words: `4.1`, `p50 3.2 s`. */
  readonly mine: string;
  /** The published ones in words: `4.1 is run by 34% of 212 instances`; null where nothing is published. */
  readonly others: string | null;
  /** What the two say together, a sentence; null where they cannot be compared. */
  readonly takeaway: string | null;
  /** The published period they are of, `YYYY-MM-DD`; null where nothing is published. */
  readonly periodStart: string | null;
}

/** Where an instance counts in a published statistic. */
export interface CountedIn {
  readonly statistic: string;
  readonly title: string;
  /** The titles of its classes in the unfinished week; empty where it has none. */
  readonly classes: readonly string[];
  readonly state: "published" | "withheld" | "not counted" | "cannot answer" | "nothing to count";
  /** Why, as a sentence: "Seen on 1 of 2 days", "lvm has 3 of 5 instances". */
  readonly why: string;
}
