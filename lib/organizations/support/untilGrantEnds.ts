interface GrantWatch {
  /** Ends it, too: the reader's request. */
  readonly signal: AbortSignal;
  /** When the grant ends. */
  readonly endsAt: Date;
  /** Whether the grant is still there. An error counts as no. */
  readonly isStillGranted: () => Promise<boolean>;
  readonly now?: () => Date;
  readonly lookEveryMs?: number;
}

/** Nobody watches longer without asking anew, which is written down like every look. */
const longestMs = 3_600_000;

/** A signal that aborts at the end of a grant, within seconds after it was taken back, and with the reader's request. */
export function untilGrantEnds({
  signal,
  endsAt,
  isStillGranted,
  now = () => new Date(),
  lookEveryMs = 5_000,
}: GrantWatch): AbortSignal {
  const controller = new AbortController();
  const end = () => {
    clearInterval(interval);
    clearTimeout(timeout);
    signal.removeEventListener("abort", end);
    controller.abort();
  };
  const look = () => {
    isStillGranted().then(
      (isGranted) => {
        if (!isGranted) end();
      },
      () => end(),
    );
  };
  const interval = setInterval(look, lookEveryMs).unref();
  const leftMs = Math.max(0, endsAt.getTime() - now().getTime());
  const timeout = setTimeout(end, Math.min(leftMs, longestMs)).unref();
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  return controller.signal;
}
