import { readOpenFolds } from "../../database/openFolds";
import { DatabaseUnavailable } from "../../database/types";
import type { EventRow } from "../keepEvent";
import { appendEvents, findStored } from "./appendEvents";
import { countFromEvents, countSum, type FoldContext } from "./countFold";
import { addRow, type Sum } from "./sum";

export interface FoldsOptions extends Omit<FoldContext, "onError"> {
  /** Rows in one statement; without it all that are written together. What is not written then is written when it is tried again. */
  readonly statementRows?: number;
  /** Told of folds that could not be counted now; they are tried again. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Told of instances whose events were just counted, where it is known which. */
  readonly onCounted?: ((keys: Iterable<string>) => void) | undefined;
}

export interface WriteOptions {
  readonly timeoutMs: number;
  /** True where an earlier attempt may have written these rows, so that each of them has to be looked for. */
  readonly isRetry: boolean;
}

/** Folds that are counted together: each writer has one of its own, so that none waits for another. */
class Generation {
  /** Every fold that may have rows of it. */
  readonly folds = new Set<string>();
  /** Those that no statement is at. */
  readonly free: string[] = [];
  readonly sum: Sum = new Map();
  readonly startedAt = performance.now();
  /** True where it is not known what the database has of it: it is counted from the events. */
  isUncertain = false;
  rows = 0;
  #writers = 0;
  #tellIdle: () => void = () => {};

  get writers(): number {
    return this.#writers;
  }

  /** Notes that a statement is at it. */
  enter(): void {
    this.#writers += 1;
  }

  leave(): void {
    this.#writers -= 1;
    if (this.#writers === 0) this.#tellIdle();
  }

  /** Resolves when no statement is at it; none may begin any more. */
  async whenIdle(): Promise<void> {
    if (this.#writers > 0) await new Promise<void>((resolve) => (this.#tellIdle = resolve));
  }

  /** Gives up what is in memory; the database has all of it. */
  forget(): void {
    this.isUncertain = true;
    this.sum.clear();
  }
}

/** Without a write for so long, what was written is counted at once. */
const quietMs = 10;
/** And while more and more is written, after so long. */
const longestMs = 1_000;
/** More rows are counted earlier: a fold must not become large. */
const mostRows = 50_000;
/** Before folds that could not be counted are tried again. */
const againMs = 1_000;
/** Folds that wait in memory while the database takes none; of what is older only its number is kept. */
const mostInMemory = 3;
/** A fold that is open for so long is nobody's any more. To be wrong costs work, and nothing else. */
const orphanedMs = 10_000;

/**
 * Writes events, and counts them a moment later. An answer waits for the event's row alone. What one process wrote within
 * a second is added up in memory and added to the roll-ups by a fold; a fold that is lost with its process is counted again
 * from its events. Exactly once, because the last of a fold's sums and the end of its row are one statement.
 */
export class Folds {
  readonly #options: FoldsOptions;
  #generation: Generation | null = null;
  #waiting: Generation[] = [];
  #counting: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastWriteAt = 0;
  #closed = false;

  constructor(options: FoldsOptions) {
    this.#options = options;
  }

  /**
   * Writes events durably. What is stored already counts once: rows that may be repeats are looked for first, and if another
   * process stores one in between, nothing is written (SQLSTATE 23505) and it may be tried again.
   * @param rows at most a few thousand; the same event may be among them twice
   * @returns those of `rows` that were stored before, and the second of two that are the same
   * @throws DatabaseUnavailable or DatabaseError; then some of them may have been written: that is what `isRetry` is for
   */
  async write(
    rows: readonly EventRow[],
    { timeoutMs, isRetry }: WriteOptions,
  ): Promise<ReadonlySet<EventRow>> {
    const suspects = isRetry ? rows : rows.filter((row) => row.keyed);
    const repeated =
      suspects.length > 0
        ? await findStored(this.#options.database, suspects, timeoutMs)
        : new Set<EventRow>();
    const fresh = withoutRepeats(rows, repeated);
    const { statementRows = fresh.length } = this.#options;
    const until = performance.now() + timeoutMs;
    for (let from = 0; from < fresh.length; from += statementRows)
      await this.#append(fresh.slice(from, from + statementRows), Math.max(1, until - performance.now()));
    return repeated;
  }

  /** How many are not in the roll-ups yet, and for how long the oldest of them is open. */
  get state(): { readonly waiting: number; readonly ageSeconds: number } {
    const open = this.#generation === null ? this.#waiting : [...this.#waiting, this.#generation];
    const [oldest] = open;
    const ageSeconds = oldest === undefined ? 0 : (performance.now() - oldest.startedAt) / 1_000;
    return { waiting: open.length, ageSeconds };
  }

  /** Resolves when all that was written before is in the roll-ups, or could not be added to them now. Never rejects. */
  async settle(): Promise<void> {
    await this.#counting;
    await this.#count();
  }

  /**
   * Counts folds of processes that are gone.
   * @param atStart true where this process has written nothing yet
   */
  async adopt(atStart = false): Promise<void> {
    const { database } = this.#options;
    const openedBy = new Date(Date.now() - (atStart ? 0 : orphanedMs));
    const own = this.#own();
    for (const fold of await readOpenFolds(database, openedBy))
      if (!own.has(fold)) await countFromEvents(this.#options, fold);
  }

  /** Counts what is left. What cannot be counted now, the next process counts. */
  async close(): Promise<void> {
    await this.settle();
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #own(): ReadonlySet<string> {
    const generations = [...this.#waiting, ...(this.#generation === null ? [] : [this.#generation])];
    return new Set(generations.flatMap(({ folds }) => [...folds]));
  }

  async #append(rows: readonly EventRow[], timeoutMs: number): Promise<void> {
    this.#generation ??= new Generation();
    const generation = this.#generation;
    const fold = generation.free.pop() ?? null;
    generation.enter();
    try {
      const open = await this.#appendTo(generation, rows, fold, timeoutMs);
      generation.folds.add(open);
      generation.free.push(open);
      generation.rows += rows.length;
      for (const row of rows) addRow(generation.sum, row);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) generation.isUncertain = true;
      else if (fold !== null) generation.free.push(fold);
      throw error;
    } finally {
      generation.leave();
      this.#lastWriteAt = performance.now();
      this.#timer ??= this.#wait(quietMs);
    }
  }

  async #appendTo(
    generation: Generation,
    rows: readonly EventRow[],
    fold: string | null,
    timeoutMs: number,
  ): Promise<string> {
    const { database } = this.#options;
    const joined = await appendEvents(database, rows, fold, timeoutMs);
    if (joined !== null) return joined;
    // Another process took this one for dead, and has counted what was in it.
    generation.isUncertain = true;
    const opened = await appendEvents(database, rows, null, timeoutMs);
    if (opened === null) throw new Error("a fold could not be opened");
    return opened;
  }

  #wait(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = null;
      if (this.#closed) return;
      const generation = this.#generation;
      const isDue =
        generation === null ||
        generation.rows >= mostRows ||
        performance.now() - generation.startedAt >= longestMs ||
        (generation.writers === 0 && performance.now() - this.#lastWriteAt >= quietMs);
      if (isDue) void this.#count();
      else this.#timer = this.#wait(quietMs);
    }, ms).unref();
  }

  #count(): Promise<void> {
    this.#counting ??= this.#countWaiting().finally(() => {
      this.#counting = null;
      // What was written meanwhile was not among it.
      if (this.#generation !== null) this.#timer ??= this.#wait(quietMs);
    });
    return this.#counting;
  }

  async #countWaiting(): Promise<void> {
    if (this.#generation !== null) this.#waiting.push(this.#generation);
    this.#generation = null;
    for (const old of this.#waiting.slice(0, -mostInMemory)) old.forget();
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        await next.whenIdle();
        await this.#countOne(next);
        this.#waiting.shift();
      }
    } catch (error) {
      // What is there is not known any more.
      this.#waiting[0]?.forget();
      if (!(error instanceof DatabaseUnavailable)) this.#options.onError?.(error);
      this.#timer ??= this.#wait(againMs);
    }
  }

  async #countOne(generation: Generation): Promise<void> {
    const folds = [...generation.folds];
    if (folds.length === 0) return;
    const isCounted = !generation.isUncertain && (await countSum(this.#options, folds, generation.sum));
    if (!isCounted) for (const fold of folds) await countFromEvents(this.#options, fold);
    this.#options.onCounted?.(generation.sum.keys());
  }
}

/** Leaves out rows that are stored, and the second of two with one key, which it adds to `repeated`. */
function withoutRepeats(rows: readonly EventRow[], repeated: Set<EventRow>): readonly EventRow[] {
  if (repeated.size === 0 && !rows.some((row) => row.keyed)) return rows;
  const seen = new Set<string>();
  return rows.filter((row) => {
    if (repeated.has(row)) return false;
    const key = `${row.id} ${row.event_time}`;
    if (seen.has(key)) {
      repeated.add(row);
      return false;
    }
    seen.add(key);
    return true;
  });
}
