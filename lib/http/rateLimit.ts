import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Takes `points` from a key's minute. Resolves to the seconds to wait, or 0 where there was room. */
export type RateLimit = (key: string, points: number) => Promise<number>;

/**
 * A limit per key and minute, in the memory of this process: nothing about a sender outlives the minute.
 * @param pointsPerMinute 0 switches the limit off
 */
export function createRateLimit(pointsPerMinute: number): RateLimit {
  if (pointsPerMinute === 0) return async () => 0;
  const limiter = new RateLimiterMemory({ points: pointsPerMinute, duration: 60 });
  return async (key, points) => {
    try {
      await limiter.consume(key, points);
      return 0;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw error;
    }
  };
}
