const lookEveryMs = 500;

/**
 * npm, asked to stop, ends the shell between it and this process, and leaves this process behind. So whoever was started by
 * npm ends with it.
 * @param end is called once the parent is gone
 */
export function onlyWithParent(
  environment: Readonly<Record<string, string | undefined>>,
  end: () => void,
): void {
  if (environment.npm_lifecycle_event === undefined || process.ppid <= 1) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, lookEveryMs);
  timer.unref();
}
