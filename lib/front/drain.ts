/** The end of the service in three steps: it says that it is not ready, goes on for a while, and then stops. */
export interface Drain {
  readonly isDraining: boolean;
  /** Begins the end; called again, it does not wait any longer. */
  begin(): void;
}

/**
 * @param seconds how long everything is still answered
 * @param stop is called once, when that time is over
 */
export function createDrain(seconds: number, stop: () => void): Drain {
  let isDraining = false;
  let isStopping = false;
  const end = () => {
    if (isStopping) return;
    isStopping = true;
    stop();
  };
  return {
    get isDraining() {
      return isDraining;
    },
    begin() {
      if (isDraining || seconds === 0) end();
      else setTimeout(end, seconds * 1000);
      isDraining = true;
    },
  };
}
