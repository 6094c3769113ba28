import type { Position } from "./position";

/** What a watcher has: all up to `settled`, and these events after it. */
export interface Had {
  readonly settled: Position;
  /** In the order given. */
  readonly given: readonly (readonly [id: string, receivedAt: string])[];
}

/**
 * Remembers what watchers had who have gone, for when they come back to this process: what was committed around the
 * moment they left can be older than the last event they got.
 */
export interface RecentlyGiven {
  keep(key: string, had: Had): void;
  /** What a watcher had when this event was its latest; null where nobody knows any more. */
  find(key: string, last: Position): Had | null;
}

const maximumEvents = 1_000;

/** @param limit of watchers that are remembered */
export function createRecentlyGiven(limit: number): RecentlyGiven {
  const lists = new Set<Had & { readonly key: string }>();
  return {
    keep(key, { settled, given }) {
      if (given.length === 0 || given.length > maximumEvents) return;
      const [oldest] = lists;
      if (lists.size >= limit && oldest !== undefined) lists.delete(oldest);
      lists.add({ key, settled, given });
    },
    find(key, last) {
      for (const list of [...lists].reverse()) {
        if (list.key !== key) continue;
        const index = list.given.findIndex(
          ([id, receivedAt]) => id === last.id && receivedAt === last.receivedAt,
        );
        if (index >= 0) return { settled: list.settled, given: list.given.slice(0, index + 1) };
      }
      return null;
    },
  };
}
