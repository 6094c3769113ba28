import { LRUCache } from "lru-cache";

interface CacheOptions {
  /** Entries. Beyond it the one goes that nobody asked for longest. */
  readonly limit: number;
  /** After this long an entry is not there any more. */
  readonly forMs?: number;
  readonly now?: () => Date;
}

/**
 * Keeps in memory what may be asked for again, and never more than so many entries: whoever asks for ever new ones
 * cannot take ever more memory.
 */
export function createCache<Key extends string, Value extends string | number | boolean | object>({
  limit,
  forMs,
  now = () => new Date(),
}: CacheOptions): Pick<LRUCache<Key, Value>, "get" | "set" | "delete" | "clear" | "size"> {
  const expiry =
    forMs === undefined ? {} : { ttl: forMs, ttlResolution: 0, perf: { now: () => now().getTime() } };
  return new LRUCache<Key, Value>({ max: limit, ...expiry });
}
