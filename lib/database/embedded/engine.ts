import { DatabaseUnavailable } from "../types";
import { WorkerLink } from "./workerLink";

const RETRY_FIRST_MS = 200;
const RETRY_LONGEST_MS = 5_000;
/** A statement still running this long after its time-out is taken for stuck, and its thread is replaced. */
const STUCK_AFTER_MS = 30_000;

/** What a turn does with the thread while nobody else may. */
type Work<T> = (link: WorkerLink) => Promise<T>;

/**
 * The embedded database as one session that never stays broken: work takes turns on it, and when its thread
 * ends (disk full, a crash inside) it is reopened with growing pauses, which replays the write-ahead log.
 * Meanwhile all work is rejected at once with {@link DatabaseUnavailable}.
 */
export class EmbeddedEngine {
  #link: WorkerLink | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;
  #reason = "the embedded database is opening";
  #wakeUp: (() => void) | undefined;
  #reopening: Promise<void> | undefined;

  private constructor(
    private readonly folder: string,
    private readonly log: (line: string) => void,
  ) {}

  /**
   * Opens the database of an initialized folder.
   * @param mayOpenLater asked where it does not open: true where it is to be tried until it does
   * @throws StartError
   */
  static async open(
    folder: string,
    log: (line: string) => void,
    mayOpenLater: () => boolean = () => false,
  ): Promise<EmbeddedEngine> {
    const engine = new EmbeddedEngine(folder, log);
    try {
      await engine.#start();
    } catch (error) {
      if (!mayOpenLater()) throw error;
      engine.#ended("it does not open while its disk is full");
    }
    return engine;
  }

  /** fsync calls of the present thread, as of its latest answer. */
  get flushes(): number {
    return this.#link?.flushes ?? 0;
  }

  /**
   * Runs `work` when all earlier work has ended, alone.
   *
   * @param timeoutMs counts from now, waiting included. When it is over the promise rejects: work whose turn has
   *   not come is dropped; a statement already running goes on, and may still be committed.
   */
  turn<T>(work: Work<T>, timeoutMs?: number): Promise<T> {
    if (!this.#link) return Promise.reject(new DatabaseUnavailable(this.#reason));
    let overdue = false;
    let running: WorkerLink | undefined;
    const result = this.#last.then(() => {
      if (overdue || !this.#link)
        throw new DatabaseUnavailable(overdue ? "timed out in the queue" : this.#reason);
      running = this.#link;
      return work(this.#link);
    });
    this.#last = result.catch(() => {});
    if (timeoutMs === undefined) return result;
    return withDeadline(result, timeoutMs, () => {
      overdue = true;
      if (running) this.#replaceIfStuck(running, result);
    });
  }

  /** Waits for running work, makes everything durable and ends the thread. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#reason = "the database is closed";
    const link = this.#link;
    this.#link = undefined;
    this.#wakeUp?.();
    await this.#last;
    await this.#reopening;
    await link?.close();
  }

  /** Ends the thread without closing the database, as a crash inside it would. For tests. */
  async crash(): Promise<void> {
    await this.#link?.terminate();
  }

  async #start(): Promise<void> {
    const link = await WorkerLink.start(this.folder, (reason) => this.#ended(reason));
    if (this.#closed) return link.close();
    this.#link = link;
  }

  #ended(reason: string): void {
    if (this.#closed) return;
    this.#link = undefined;
    this.#reason = `the embedded database is being reopened: ${reason}`;
    this.log(`The embedded database stopped (${reason}); reopening it.`);
    this.#reopening ??= this.#reopen().finally(() => {
      this.#reopening = undefined;
    });
  }

  async #reopen(): Promise<void> {
    for (let pauseMs = RETRY_FIRST_MS; !this.#closed; pauseMs = Math.min(pauseMs * 2, RETRY_LONGEST_MS)) {
      await this.#pause(pauseMs);
      if (this.#closed) return;
      try {
        await this.#start();
        this.log("The embedded database is open again.");
        return;
      } catch (error) {
        this.#reason = error instanceof Error ? error.message : String(error);
      }
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #replaceIfStuck(link: WorkerLink, result: Promise<unknown>): void {
    const timer = setTimeout(() => link.terminate(), STUCK_AFTER_MS);
    timer.unref();
    result.catch(() => {}).finally(() => clearTimeout(timer));
  }
}

/** Settles as `promise`, unless that takes longer than `timeoutMs`: then rejects after calling `onTimeout`. */
export function withDeadline<T>(promise: Promise<T>, timeoutMs: number, onTimeout: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      onTimeout();
      reject(
        new DatabaseUnavailable(`no answer from the database within ${timeoutMs} ms`, { sqlState: "57014" }),
      );
    }, timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
