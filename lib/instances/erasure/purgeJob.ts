import type { Database } from "../../database/types";
import { purgeErased } from "./purgeErased";

const turnMs = 60_000;

interface JobOptions {
  readonly now?: () => Date;
  readonly onError: (error: unknown) => void;
}

/** Purges what is due, at once and then every minute; several processes may do so. */
export function startPurgeJob(
  database: Database,
  { now = () => new Date(), onError }: JobOptions,
): { stop(): Promise<void> } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    running = purgeErased(database, { now: now(), onError })
      .then(() => {})
      .catch(onError)
      .finally(() => {
        if (!isStopped) timer = setTimeout(turn, turnMs).unref();
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
