import { setTimeout as after } from "node:timers/promises";
import type { RelayClock } from "./sender";

/** Real time, until the signal. */
export function createClock(
  signal: AbortSignal,
  { now = () => new Date(), random = Math.random }: Partial<Pick<RelayClock, "now" | "random">> = {},
) {
  let wake = () => {};
  signal.addEventListener("abort", () => wake());
  return {
    now,
    random,
    pause: (ms: number) => after(Math.max(0, ms), undefined, { signal }).catch(() => {}),
    /** Resolves when something comes to wait, or at the signal. */
    woken: () =>
      signal.aborted
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            wake = resolve;
          }),
    wake: () => wake(),
  };
}
