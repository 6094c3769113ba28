/**
 * Makes a reading that all callers share: at most one runs at a time, and its result serves everybody for
 * `forMs` milliseconds. A failed reading is not kept.
 */
export function shared<T>(
  forMs: number,
  read: () => Promise<T>,
  clock: () => number = Date.now,
): () => Promise<T> {
  let current: { readonly value: Promise<T>; expiresAt: number } | null = null;
  return () => {
    if (current !== null && clock() < current.expiresAt) return current.value;
    const started = { value: read(), expiresAt: Number.POSITIVE_INFINITY };
    current = started;
    started.value.then(
      () => {
        started.expiresAt = clock() + forMs;
      },
      () => {
        if (current === started) current = null;
      },
    );
    return started.value;
  };
}
