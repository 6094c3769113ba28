import { setMaxListeners } from "node:events";
import type { Database } from "../../database/types";
import type { TimelineEvent } from "../timeline/types";
import { createChanges } from "./changes";
import { createPlaces, LiveLimitError, type PlaceLimits, usualPlaces } from "./places";
import { behind, later, type Position, settledBy } from "./position";
import { readReceived } from "./readReceived";
import { type Listener, Source } from "./source";
import { waitUntilVisible } from "./waitUntilVisible";

/** Events of instances as they are stored. Nothing runs while nobody watches or waits. */
export interface LiveEvents {
  /** Tells that events of these instances were committed by this process. */
  wake(keys: Iterable<string>): void;
  /**
   * Calls back with every event that was received after `since` in the order received. What commits later than its
   * receipt comes out of order. None is missed; one that arrives while a watcher begins can come twice. Goes back a day
   * at most.
   * @param since ISO 8601 time of receipt; see `resumeAt` for who comes back
   * @param client who watches, as `clientAddress` says it
   * @returns how to stop; does nothing the second time
   * @throws LiveLimitError where too many watch already; RangeError where `since` is no time
   */
  watch(key: string, since: string, listener: Listener, client?: string | null): () => void;
  /**
   * Resolves with true when something of the instance is stored and visible, or with false when stopped.
   * @throws LiveLimitError (rejects) where too many watch already
   */
  waitFor(key: string, signal: AbortSignal, client?: string | null): Promise<boolean>;
  /** How many watch and wait. */
  readonly watchers: number;
  /** Aborted by `close`. */
  readonly closing: AbortSignal;
  close(): void;
}

export { LiveLimitError };

export interface LiveOptions {
  readonly places?: Partial<PlaceLimits>;
  /** Events of a statement. */
  readonly readLimit?: number;
  readonly lookEveryMs?: number;
  readonly retryAfterMs?: number;
  readonly now?: () => Date;
  /** Told when the first one watches or waits for an instance, and when nobody does any more. */
  readonly onWatch?: (key: string, isWatched: boolean) => void;
  /** Told of statements that failed; they are tried again. */
  readonly onError?: (error: unknown) => void;
}

const longestResumeMs = 86_400_000;

/**
 * From when on who was given an event has to be given again when it comes back, so that nothing is missed: what was
 * committed around the moment it left can have been received before.
 * @param since where it began
 */
export function resumeAt(since: string, { receivedAt }: Pick<TimelineEvent, "receivedAt">): string {
  return later(behind(since), settledBy(receivedAt)).receivedAt;
}

/** @param database events are read from it; of an erased instance there are none */
export function createLiveEvents(
  database: Pick<Database, "kind" | "sql" | "prepared">,
  options: LiveOptions = {},
): LiveEvents {
  const {
    places: given = {},
    readLimit = 1_000,
    lookEveryMs = 700,
    retryAfterMs = 1_000,
    now = () => new Date(),
    onWatch = () => {},
    onError = () => {},
  } = options;
  const changes = createChanges(database, { lookEveryMs, now, onWatch, onError });
  const closing = new AbortController();
  // Every stream listens to it.
  setMaxListeners(0, closing.signal);
  const sources = new Map<string, { readonly source: Source; readonly unsubscribe: () => void }>();
  const stops = new Set<() => void>();
  const places = createPlaces({ ...usualPlaces, ...given });

  const admit = (key: string, client: string | null) => {
    if (closing.signal.aborted) throw new LiveLimitError("Live events are closed");
    return places.take(key, client);
  };

  const sourceOf = (key: string, from: Position) => {
    const known = sources.get(key);
    if (known !== undefined) return known;
    const read = (after: Position, limit: number) => readReceived(database, key, { after, limit });
    const source = new Source(from, { read, limit: readLimit, retryAfterMs, onError });
    const made = { source, unsubscribe: changes.subscribe(key, () => source.look()) };
    sources.set(key, made);
    return made;
  };

  const startAt = (since: string): Position => {
    const asked = Date.parse(since);
    if (Number.isNaN(asked)) throw new RangeError("since is no time");
    const latest = now().getTime();
    const start = Math.min(Math.max(asked, latest - longestResumeMs), latest);
    return behind(new Date(start).toISOString());
  };

  return {
    wake: (keys) => changes.wake(keys),
    watch(key, since, listener, client = null) {
      const from = startAt(since);
      const leave = admit(key, client);
      const { source, unsubscribe } = sourceOf(key, from);
      const own: Listener = (events) => listener(events);
      source.add(own, from);
      const stop = () => {
        if (!stops.delete(stop)) return;
        leave();
        source.remove(own);
        if (!source.isEmpty || sources.get(key)?.source !== source) return;
        unsubscribe();
        sources.delete(key);
      };
      stops.add(stop);
      return stop;
    },
    async waitFor(key, signal, client = null) {
      const leave = admit(key, client);
      try {
        const stopped = AbortSignal.any([signal, closing.signal]);
        return await waitUntilVisible(database, key, { changes, signal: stopped, retryAfterMs, onError });
      } finally {
        leave();
      }
    },
    get watchers() {
      return places.taken;
    },
    closing: closing.signal,
    close() {
      closing.abort();
      for (const stop of stops) stop();
      changes.close();
    },
  };
}
