import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** What a key's minute had left. */
export interface Taken {
  /** So many of the points that were asked for. */
  readonly taken: number;
  /** Until there are more; 0 where all of them were there. */
  readonly retryAfterSeconds: number;
}

/** Takes up to `points` from a key's minute: all that are left where there are not so many. */
export type RateLimit = (key: string, points: number) => Promise<Taken>;

/**
 * A limit per key and minute, in the memory of this process: nothing about a sender outlives the minute.
 * @param pointsPerMinute 0 switches the limit off
 */
export function createRateLimit(pointsPerMinute: number): RateLimit {
  if (pointsPerMinute === 0) return async (_, points) => ({ taken: points, retryAfterSeconds: 0 });
  const limiter = new RateLimiterMemory({ points: pointsPerMinute, duration: 60 });
  return async (key, points) => {
    try {
      await limiter.consume(key, points);
      return { taken: points, retryAfterSeconds: 0 };
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const leftBefore = pointsPerMinute - (error.consumedPoints - points);
      return {
        taken: Math.min(points, Math.max(0, leftBefore)),
        retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)),
      };
    }
  };
}
