/** A job that comes back. */
export interface Repeating {
  /** No turn begins any more; resolves when one that is running is over. */
  stop(): Promise<void>;
}

/**
 * Does `work` at once, and again so long after it is done. A turn that fails is told and stops nothing.
 * @param everyMs the pause between two turns; it does not keep the process alive
 */
export function repeat(
  work: () => Promise<unknown>,
  { everyMs, onError }: { readonly everyMs: number; readonly onError: (error: unknown) => void },
): Repeating {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    running = work()
      .then(() => {}, onError)
      .finally(() => {
        if (!isStopped) timer = setTimeout(turn, everyMs).unref();
      });
  };
  turn();
  return {
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      return running;
    },
  };
}
