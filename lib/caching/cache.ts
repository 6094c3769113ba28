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
  // With `max` lru-cache takes the memory of all entries at once: 4 MB for 100,000 that may never come.
  return new LRUCache<Key, Value>({ maxSize: limit, sizeCalculation: () => 1, ...expiry });
}

/** The same for what is large: bounded by how much it takes together. */
export function createSizedCache<Key extends string, Value extends object>({
  bytes,
  sizeOf,
}: {
  readonly bytes: number;
  readonly sizeOf: (value: Value) => number;
}): Pick<LRUCache<Key, Value>, "get" | "set" | "delete" | "clear" | "size" | "calculatedSize"> {
  return new LRUCache<Key, Value>({ maxSize: bytes, sizeCalculation: sizeOf });
}
