import { createRateLimit } from "../../http/rateLimit";
import { RefusedError, refuse } from "../../ingest/refusal";

/**
 * Calls a minute with a valid key or token. An engine makes a few at its start and one an hour; eleven thousand engines of one
 * organization may start in one minute, each with a registration and a report.
 */
export const callsPerMinute = { ofInstance: 60, withSecret: 60_000 };

/** Takes room for a call. @throws RefusedError where its instance, or its key or token, has none in this minute */
export type CallLimit = (call: {
  /** Of the key or token. */
  readonly secretId: string;
  /** Of the instance that it is about, where it is about one. */
  readonly instanceKey?: string;
}) => Promise<void>;

/** An instance that calls again and again uses up its own room first, and little of its key's. */
export function createCallLimit({ ofInstance, withSecret } = callsPerMinute): CallLimit {
  const limitInstance = createRateLimit(ofInstance);
  const limitSecret = createRateLimit(withSecret);
  return async ({ secretId, instanceKey }) => {
    const limits = [
      ...(instanceKey === undefined ? [] : [() => limitInstance(`${secretId} ${instanceKey}`, 1)]),
      () => limitSecret(secretId, 1),
    ];
    for (const take of limits) {
      const { taken, retryAfterSeconds } = await take();
      if (taken === 0) throw new RefusedError(refuse("rate_limited_calls", { retryAfterSeconds }));
    }
  };
}
