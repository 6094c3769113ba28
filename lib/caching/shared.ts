interface SharedOptions {
  readonly clock?: () => number;
  /** Whether the last good reading serves on where a new one fails with this. Without it, never. */
  readonly isSurvived?: (error: unknown) => boolean;
}

/**
 * Makes a reading that all callers share: at most one runs at a time, and its result serves everybody for
 * `forMs` milliseconds. A failed reading is not kept.
 */
export function shared<T>(
  forMs: number,
  readNew: () => Promise<T>,
  { clock = Date.now, isSurvived = () => false }: SharedOptions = {},
): () => Promise<T> {
  let current: { readonly value: Promise<T>; expiresAt: number } | null = null;
  let last: { readonly value: T } | null = null;
  const read = async (): Promise<T> => {
    try {
      const value = await readNew();
      last = { value };
      return value;
    } catch (error) {
      if (last === null || !isSurvived(error)) throw error;
      return last.value;
    }
  };
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
