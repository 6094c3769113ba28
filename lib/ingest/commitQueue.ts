import { DatabaseUnavailable } from "../database/types";
import type { WriteOptions } from "./folds/folds";
import type { EventRow } from "./keepEvent";
import { RefusedError, refuse } from "./refusal";

/** What became of one submitted row. */
export type Outcome = "stored" | "repeated" | "failed";

export interface CommitQueueOptions {
  /** Writes rows durably and gives those that were there before; see `Folds.write`. */
  readonly write: (rows: readonly EventRow[], options: WriteOptions) => Promise<ReadonlySet<EventRow>>;
  /** Rows that may wait; beyond it `submit` refuses at once. */
  readonly capacity: number;
  /** Batches that are written at one time; 1 unless given. */
  readonly writers?: number;
  /** Rows in one statement. */
  readonly batchRows: number;
  /** From submission to answer, whatever the database does: an engine waits as long as we make it. */
  readonly deadlineMs: number;
  /** Told of each failed write; gets no row. */
  readonly onError?: (error: unknown) => void;
}

interface Submission {
  readonly rows: readonly EventRow[];
  readonly expiresAt: number;
  /** Given up as soon as the database is seen to be away: it has somewhere else to go. */
  readonly isImpatient: boolean;
  resolve(outcomes: readonly Outcome[]): void;
  reject(error: RefusedError): void;
  settled: boolean;
}

/** Rows that have to wait before a second batch is written beside one: small ones together cost more. */
const besideRows = 100;
/** Breath between two attempts to write the same batch. */
const retryPauseMs = 100;
/** Deadlock, serialization failure, a repeat stored by another process: what the next attempt will see. */
const transient = new Set(["40P01", "40001", "23505"]);

/**
 * Group commit: a writer takes everything that waits, writes it in one statement, and only then answers all of
 * it. While the writer is busy the next batch gathers, so that throughput follows load.
 */
export class CommitQueue {
  readonly #options: CommitQueueOptions;
  #waiting: Submission[] = [];
  #waitingRows = 0;
  readonly #inFlight = new Set<readonly Submission[]>();
  readonly #writers = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: CommitQueueOptions) {
    this.#options = options;
  }

  /** Rows waiting for the writer. */
  get waitingRows(): number {
    return this.#waitingRows;
  }

  /**
   * Resolves after the rows are committed to disk, with an outcome for each.
   * @param patienceMs for who has somewhere else to go: waits no longer than this, and for a database that is away not at all
   * @throws RefusedError `queue_full`, or `database_unavailable` when the deadline passes; then rows may or may
   *   not have been stored
   */
  submit(rows: readonly EventRow[], patienceMs?: number): Promise<readonly Outcome[]> {
    if (this.#closed || this.#waitingRows + rows.length > this.#options.capacity) {
      return Promise.reject(new RefusedError(refuse("queue_full")));
    }
    return new Promise((resolve, reject) => {
      const expiresAt = performance.now() + (patienceMs ?? this.#options.deadlineMs);
      const isImpatient = patienceMs !== undefined;
      this.#waiting.push({ rows, expiresAt, isImpatient, resolve, reject, settled: false });
      this.#waitingRows += rows.length;
      this.#timer ??= setInterval(() => this.#expire(), 50);
      this.#wake();
    });
  }

  /** Refuses what comes from now on, writes what waits, and resolves when nothing is left. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#writers);
  }

  /** Begins to write, and where much waits for a writer, with another one beside it. */
  #wake(): void {
    const { writers = 1 } = this.#options;
    const busy = this.#writers.size;
    if (busy >= writers || (busy > 0 && this.#waitingRows < besideRows)) return;
    const writer = this.#run().finally(() => {
      this.#writers.delete(writer);
      if (this.#writers.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    });
    this.#writers.add(writer);
  }

  async #run(): Promise<void> {
    for (;;) {
      // Requests that have come in are read first: the larger a batch, the less each of its rows costs.
      await new Promise(setImmediate);
      if (this.#waiting.length === 0) return;
      const batch = this.#takeBatch();
      this.#inFlight.add(batch);
      await this.#commit(batch);
      this.#inFlight.delete(batch);
    }
  }

  #takeBatch(): Submission[] {
    let rows = 0;
    let count = 0;
    for (const submission of this.#waiting) {
      if (count > 0 && rows + submission.rows.length > this.#options.batchRows) break;
      rows += submission.rows.length;
      count += 1;
    }
    this.#waitingRows -= rows;
    return this.#waiting.splice(0, count);
  }

  async #commit(batch: Submission[]): Promise<void> {
    try {
      const repeated = await this.#writeWithRetries(
        batch.flatMap((submission) => submission.rows),
        batch,
      );
      for (const submission of batch) settle(submission, repeated);
    } catch (error) {
      this.#options.onError?.(error);
      if (error instanceof DatabaseUnavailable) for (const submission of batch) giveUp(submission);
      else if (batch.length > 1) await this.#commitHalves(batch);
      else await this.#commitRowByRow(batch);
    }
  }

  /** One row that the database rejects must not take others with it: halve until it stands alone. */
  async #commitHalves(batch: Submission[]): Promise<void> {
    const middle = batch.length >> 1;
    await this.#commit(batch.slice(0, middle));
    await this.#commit(batch.slice(middle));
  }

  async #commitRowByRow([submission]: Submission[]): Promise<void> {
    if (submission === undefined) return;
    const outcomes: Outcome[] = [];
    for (const row of submission.rows) {
      try {
        const repeated = await this.#writeWithRetries([row], [submission]);
        outcomes.push(outcomeOf(row, repeated));
      } catch (error) {
        if (error instanceof DatabaseUnavailable) return giveUp(submission);
        outcomes.push("failed");
      }
    }
    if (submission.settled) return;
    submission.settled = true;
    submission.resolve(outcomes);
  }

  async #writeWithRetries(
    rows: readonly EventRow[],
    batch: readonly Submission[],
  ): Promise<ReadonlySet<EventRow>> {
    for (let attempt = 1; ; attempt += 1) {
      const waiting = batch.filter(({ settled }) => !settled);
      const expiresAt = Math.max(...waiting.map((submission) => submission.expiresAt));
      const leftMs = expiresAt - performance.now();
      // Nobody waits any more, or not any longer.
      if (leftMs <= 0) throw new DatabaseUnavailable("no time left to write");
      try {
        return await this.#options.write(rows, { timeoutMs: Math.ceil(leftMs), isRetry: attempt > 1 });
      } catch (error) {
        const isAway = error instanceof DatabaseUnavailable;
        const again = isAway || transient.has(sqlStateOf(error));
        if (!again || expiresAt - performance.now() <= retryPauseMs) throw error;
        // One connection may have broken. Where the next fails too, it is the database.
        if (isAway && attempt === 1) continue;
        if (isAway)
          for (const submission of waiting.filter(({ isImpatient }) => isImpatient)) giveUp(submission);
        if (batch.every(({ settled }) => settled)) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryPauseMs));
      }
    }
  }

  #expire(): void {
    const now = performance.now();
    for (const submission of [...this.#inFlight].flat()) if (submission.expiresAt <= now) giveUp(submission);
    const isExpired = ({ expiresAt }: Submission) => expiresAt <= now;
    if (!this.#waiting.some(isExpired)) return;
    for (const submission of this.#waiting.filter(isExpired)) {
      this.#waitingRows -= submission.rows.length;
      giveUp(submission);
    }
    this.#waiting = this.#waiting.filter((submission) => !isExpired(submission));
  }
}

function settle(submission: Submission, repeated: ReadonlySet<EventRow>): void {
  if (submission.settled) return;
  submission.settled = true;
  submission.resolve(submission.rows.map((row) => outcomeOf(row, repeated)));
}

/** Only who sends an event_id can repeat an event; what else is there already was written by an attempt before. */
function outcomeOf(row: EventRow, repeated: ReadonlySet<EventRow>): Outcome {
  return row.keyed && repeated.has(row) ? "repeated" : "stored";
}

function giveUp(submission: Submission): void {
  if (submission.settled) return;
  submission.settled = true;
  submission.reject(new RefusedError(refuse("database_unavailable")));
}

function sqlStateOf(error: unknown): string {
  return typeof error === "object" && error !== null && "sqlState" in error ? String(error.sqlState) : "";
}
