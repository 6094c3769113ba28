import { describeError } from "../database/describeError";
import type { Job, JobState, Turn } from "./job";
import type { Lease, NotNow } from "./lease";

/** The first pause after a turn that failed; each further one is twice as long. */
const firstRetryMs = 5_000;
/** Where two processes want a job at the same moment. */
const leastPauseMs = 100;

/** A failed turn, for the log. */
export interface JobFailure {
  readonly job: string;
  readonly failures: number;
  readonly againInMs: number;
  /** What the job's declaration says of it. */
  readonly words: string;
}

export interface RepeatingOptions {
  /** Asks for a job's lease; a job without one is not asked for. */
  readonly take: (request: { readonly job: string; readonly dueAfterMs: number }) => Promise<Lease | NotNow>;
  readonly onError: (error: unknown, failure: JobFailure) => void;
}

/** A job in this process: its turns follow one another, whatever becomes of them. */
export class Repeating {
  /** Resolves when the job has looked once: its first turn is over, or none was due. */
  readonly firstTurn: Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #isStopped = false;
  #failures = 0;
  #lastError: JobState["lastError"] = null;
  #lastSuccessAt: Date | null = null;
  #nextAt: Date | null = null;

  constructor(
    private readonly job: Job,
    private readonly options: RepeatingOptions,
  ) {
    this.firstTurn = job.lease || job.atStart ? this.#look(job.atStart ? 0 : job.everyMs) : Promise.resolve();
    if (!job.lease && !job.atStart) this.#lookAfter(job.everyMs);
  }

  get state(): JobState {
    const { name, everyMs, lease } = this.job;
    return {
      name,
      everyMs,
      lease,
      lastSuccessAt: this.#lastSuccessAt,
      nextAt: this.#nextAt,
      failures: this.#failures,
      lastError: this.#lastError,
    };
  }

  /**
   * A turn now, or when the one that is running is over.
   * @param work in place of the job's own
   */
  async runNow<Result>(work: (turn: Turn) => Promise<Result>): Promise<Result> {
    const turn = this.#running.then(() => this.#turn(0, work));
    this.#running = turn.catch(() => {});
    const done = await turn;
    if ("againInMs" in done)
      throw new Error(`${this.job.name}: another process is at it, or the service stops`);
    return done.result;
  }

  /** No turn begins any more; resolves when one that is running is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#nextAt = null;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #look(dueAfterMs: number): Promise<void> {
    this.#nextAt = null;
    const turn = this.#running.then(() => this.#turn(dueAfterMs, (one) => this.job.run(one)));
    this.#running = turn.catch(() => {});
    try {
      const done = await turn;
      this.#lookAfter("againInMs" in done ? done.againInMs : this.job.everyMs);
    } catch (error) {
      this.#failures += 1;
      const againInMs = Math.min(this.job.everyMs, firstRetryMs * 2 ** (this.#failures - 1));
      const { name: job, onError: words } = this.job;
      this.#lastError = { at: new Date(), words, ...describeError(error) };
      this.options.onError(error, { job, failures: this.#failures, againInMs, words });
      this.#lookAfter(againInMs);
    }
  }

  #lookAfter(ms: number): void {
    if (this.#isStopped) return;
    const pauseMs = Math.min(Math.max(ms, leastPauseMs), this.job.everyMs);
    this.#nextAt = new Date(Date.now() + pauseMs);
    this.#timer = setTimeout(() => void this.#look(this.job.everyMs), pauseMs).unref();
  }

  async #turn<Result>(
    dueAfterMs: number,
    work: (turn: Turn) => Promise<Result>,
  ): Promise<NotNow | { readonly result: Result }> {
    if (this.#isStopped) return { againInMs: 0, lastSuccessAt: null };
    const lease = this.job.lease ? await this.options.take({ job: this.job.name, dueAfterMs }) : withoutLease;
    if ("againInMs" in lease) {
      this.#lastSuccessAt = lease.lastSuccessAt;
      return lease;
    }
    let isCutShort = false;
    const goOn = async () => {
      if (this.#isStopped || !(await lease.goOn())) isCutShort = true;
      return !isCutShort;
    };
    const write: Turn["write"] = async (statements) => {
      const isWritten = await lease.write(statements);
      if (!isWritten) isCutShort = true;
      return isWritten;
    };
    let result: Result;
    try {
      result = await work({ goOn, write });
    } catch (error) {
      await lease.end(false).catch(() => {});
      throw error;
    }
    await lease.end(!isCutShort);
    if (!isCutShort) {
      this.#failures = 0;
      this.#lastSuccessAt = new Date();
    }
    return { result };
  }
}

const withoutLease: Lease = {
  goOn: async () => true,
  write: () => Promise.reject(new Error("only a job under a lease writes in its name")),
  end: async () => {},
};
