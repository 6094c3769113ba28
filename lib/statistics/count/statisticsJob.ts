import { randomUUID } from "node:crypto";
import type { Database } from "../../database/types";
import { takeLease } from "../../jobs/lease";
import type { Statistic } from "../declare/declare";
import { lateEventsSettled } from "./lateDays";
import type { CountingRule } from "./loadFrames";
import { materialise } from "./materialise";

interface JobOptions extends CountingRule {
  readonly statistics: readonly Statistic[];
  readonly now?: () => Date;
  readonly onError?: (error: unknown, what: string) => void;
}

/** Keeps the points of closed periods up to date. */
export interface StatisticsJob {
  /** Looks every half minute from now on. */
  start(): void;
  /** Does all there is to do now, late events too; waits for a turn that is running. */
  runNow(onProgress?: (done: number, all: number) => void): Promise<void>;
  /** Lets a running period finish and gives the lease up. */
  stop(): Promise<void>;
}

const turnMs = 30_000;
/** Longer than any period takes: it is renewed before each. */
const leaseMs = 120_000;
const lateEvents = { settleMs: 10_000, patienceMs: 300_000 };

/**
 * Several processes may run it on one database: whoever has the lease leads, and a process that dies is followed by another
 * when its lease has expired.
 */
export function createStatisticsJob(database: Database, options: JobOptions): StatisticsJob {
  const { now = () => new Date(), onError = () => {} } = options;
  const holder = randomUUID();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  const turn = async (isForced: boolean, onProgress?: (done: number, all: number) => void) => {
    const isSettled = isForced || (await lateEventsSettled(database, now(), lateEvents));
    const lease = await takeLease(database, { job: "statistics", holder, forMs: leaseMs, now });
    if (lease === null) return;
    const renew = async () => !isStopped && (await lease.renew());
    await materialise(
      database,
      { ...lease, renew },
      {
        ...options,
        now,
        isLateWaiting: !isSettled,
        onError: (error) => onError(error, "a period of statistics could not be computed; it is tried again"),
        ...(onProgress === undefined ? {} : { onProgress }),
      },
    );
    if (isStopped) await lease.release();
  };
  const run = (isForced: boolean, onProgress?: (done: number, all: number) => void) => {
    running = running.then(() => (isStopped ? undefined : turn(isForced, onProgress)));
    const done = running;
    running = running.catch(() => {});
    return done;
  };
  const again = () => {
    timer = setTimeout(() => {
      run(false)
        .catch((error: unknown) =>
          onError(error, "statistics could not be kept up to date; next try in half a minute"),
        )
        .finally(() => {
          if (!isStopped) again();
        });
    }, turnMs).unref();
  };
  return {
    start: again,
    runNow: (onProgress) => run(true, onProgress),
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
      await database
        .query("delete from job_lease where job = 'statistics' and holder = $1::uuid", [holder])
        .catch(() => {});
    },
  };
}
