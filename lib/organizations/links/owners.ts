import { createCache } from "../../caching/cache";
import type { Grace } from "../../grace/openGrace";

/** The organizations whose keys engines send, by the key of the instance. */
export interface Owners {
  /** Undefined for an instance whose engine is not known to send one. */
  of(instanceKey: string): number | undefined;
  /** Whose key it is by its hash, where the database does not say it; undefined where that is not known. */
  holderOf(keyHash: string): number | undefined;
  /** This process was just sent one. */
  note(instanceKey: string, organizationId: number): void;
}

/** Until the links were read anew: see `openGrace`. */
const notedForMs = 120_000;
const noted = 100_000;

/** What this process was sent, it knows at once; what others were sent, within a minute. */
export function createOwners(grace: Pick<Grace, "ownerOf" | "holderOf">, now: () => Date): Owners {
  const recent = createCache<string, number>({ limit: noted, forMs: notedForMs, now });
  return {
    holderOf: grace.holderOf,
    of: (key) => recent.get(key) ?? grace.ownerOf(key),
    note: (key, organizationId) => recent.set(key, organizationId),
  };
}
