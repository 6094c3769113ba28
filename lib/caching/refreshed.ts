interface RefreshOptions {
  /** A reading is never made again sooner. */
  readonly leastPauseMs: number;
  /** A reading that took long is made again only after so many times as long. */
  readonly pauseFactor: number;
  readonly clock?: () => number;
  readonly onError?: (error: unknown) => void;
}

/**
 * Makes a reading that everybody shares and that is made again in the background: nobody but the first waits for it.
 * How much of the time is spent on it is bounded, however long it takes. A failed one leaves the last in place.
 */
export function refreshed<T>(
  read: () => Promise<T>,
  { leastPauseMs, pauseFactor, clock = Date.now, onError = () => {} }: RefreshOptions,
): () => Promise<T> {
  let last: { readonly value: T } | null = null;
  let running: Promise<T> | null = null;
  let staleAt = 0;
  const start = () => {
    const startedAt = clock();
    running = read()
      .then((value) => {
        last = { value };
        return value;
      })
      .finally(() => {
        running = null;
        staleAt = clock() + Math.max(leastPauseMs, (clock() - startedAt) * pauseFactor);
      });
    running.catch(onError);
    return running;
  };
  return async () => {
    if (last === null) return running ?? start();
    if (running === null && clock() >= staleAt) start();
    return last.value;
  };
}
