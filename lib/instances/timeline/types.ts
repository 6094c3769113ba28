import type { JsonObject } from "../../catalogue";

/** An event as it is kept. `data` has the engine's names in the engine's order. Times are ISO 8601, UTC, milliseconds. */
export interface TimelineEvent {
  readonly id: string;
  readonly eventTime: string;
  readonly receivedAt: string;
  readonly type: string;
  readonly data: JsonObject;
  /** Dotted names that were sent with it and are not kept: `event_data.color`. Never what they held. */
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
