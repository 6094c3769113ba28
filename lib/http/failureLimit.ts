import { RateLimiterMemory } from "rate-limiter-flexible";

/** What an attempt came to; or after how many seconds the next one is let through. */
export type Attempt<T> = { readonly value: T } | { readonly retryAfterSeconds: number };

/** Lets clients guess only so often. */
export interface FailureLimit {
  /**
   * Runs `work` unless the client, or all clients together, have failed too often in the last minute. One client's
   * attempts run one after another, so that many at once count like many in a row.
   * @param client an address, or null for all whose address is not known, who share one budget
   * @param failed tells whether what came out counts as a failure
   */
  attempt<T>(
    client: string | null,
    work: () => Promise<T>,
    failed: (value: T) => boolean,
  ): Promise<Attempt<T>>;
}

/**
 * Counts failures in the memory of this process; nothing about a client outlives the minute.
 * @param limits failures a minute, of one client and of all
 */
export function createFailureLimit(limits: {
  readonly perClient: number;
  readonly overall: number;
}): FailureLimit {
  const ofClient = new RateLimiterMemory({ points: limits.perClient, duration: 60 });
  const ofAll = new RateLimiterMemory({ points: limits.overall, duration: 60 });
  const lines = new Map<string, Promise<unknown>>();

  const wait = async (client: string): Promise<number> => {
    const used = await Promise.all([ofClient.get(client), ofAll.get("all")]);
    return Math.max(
      0,
      ...used.map((one) =>
        one !== null && one.remainingPoints <= 0 ? Math.max(1, Math.ceil(one.msBeforeNext / 1000)) : 0,
      ),
    );
  };
  const countFailure = (client: string) =>
    // A limiter rejects beyond its limit, which the next attempt will find out by itself.
    Promise.allSettled([ofClient.consume(client), ofAll.consume("all")]);

  return {
    async attempt(client, work, failed) {
      const name = client ?? "unknown";
      const before = lines.get(name) ?? Promise.resolve();
      const mine = before.then(async () => {
        const retryAfterSeconds = await wait(name);
        if (retryAfterSeconds > 0) return { retryAfterSeconds };
        const value = await work();
        if (failed(value)) await countFailure(name);
        return { value };
      });
      const settled = mine.catch(() => {});
      lines.set(name, settled);
      try {
        return await mine;
      } finally {
        if (lines.get(name) === settled) lines.delete(name);
      }
    },
  };
}
