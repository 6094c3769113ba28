import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailable } from "../database/types";
import type { Sealer } from "../settings/sealer";
import type { Spool } from "../spool/spool";
import type { ReadRow } from "./answerBatch";
import { CommitQueue, type CommitQueueOptions, type Outcome } from "./commitQueue";
import type { EventLinks } from "./contracts";
import { inTime } from "./inTime";
import { linkRows } from "./linkRows";
import { maximumBatchEvents } from "./readBatch";
import { RefusedError, refuse } from "./refusal";
import { fromSpool, toSpool, type WaitingRow } from "./spooledRow";

export interface RowStoreOptions {
  readonly write: CommitQueueOptions["write"];
  readonly eventLinks?: EventLinks;
  /** Without it what the database does not take in time is refused. */
  readonly spool?: SpoolAccess;
  /** Rows that may wait for the writer. */
  readonly capacity?: number;
  /** From receipt to answer, whatever the database does. */
  readonly deadlineMs?: number;
  readonly onError?: (error: unknown) => void;
}

export interface SpoolAccess {
  readonly spool: Spool;
  readonly sealer: Sealer;
  /** Given where the database was away when the service started: what has to be done before anything is written. */
  readonly prepare?: () => Promise<void>;
  /** Told when rows begin to go to the spool, and when the database has them all. */
  readonly onChange?: (state: "spooling" | "drained") => void;
}

/** An engine waits without a time-out of its own. */
const answerWithinMs = 1_500;
/** How long the database may take where the spool can take a row in its place. */
const patienceMs = 500;
/** Between two looks whether the database takes rows again. */
const lookEveryMs = 500;
/** Nobody waits for what is drained. */
const drainWithinMs = 15_000;

/**
 * From valid events to rows on disk: the database's, or where it does not take them in time the spool's, which drains by
 * itself. While the database is known to be away nobody waits for it. Rows that a sender's event_id made are the
 * database's alone, since only it can tell repeats.
 */
export class RowStore {
  readonly #options: RowStoreOptions;
  readonly #queue: CommitQueue;
  readonly #drainQueue: CommitQueue;
  #isAway: boolean;
  #isPrepared: boolean;
  #draining: Promise<void> | null = null;
  readonly #closing = new AbortController();

  constructor(options: RowStoreOptions) {
    this.#options = options;
    const { write, spool, onError } = options;
    const common = { batchRows: maximumBatchEvents, ...(onError === undefined ? {} : { onError }) };
    const { capacity = 10_000, deadlineMs = answerWithinMs } = options;
    this.#queue = new CommitQueue({ ...common, write, capacity, deadlineMs });
    this.#drainQueue = new CommitQueue({
      ...common,
      // An attempt before, or a process before, may have written them.
      write: (rows, writing) => write(rows, { ...writing, isRetry: true }),
      capacity: Number.POSITIVE_INFINITY,
      deadlineMs: drainWithinMs,
    });
    this.#isPrepared = spool?.prepare === undefined;
    this.#isAway = !this.#isPrepared;
    if (spool !== undefined && (this.#isAway || spool.spool.waiting > 0)) this.#startDraining(spool);
  }

  /** True while rows go to the spool without a look at the database. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /**
   * Resolves after the rows are on disk, with an outcome for each.
   * @param orgKey links their instances to its organization
   * @throws RefusedError or DatabaseUnavailable where neither took them; then they may or may not have been stored
   */
  async store(read: readonly ReadRow[], orgKey: string | undefined): Promise<readonly Outcome[]> {
    const access = read.some(({ row }) => row.keyed) ? undefined : this.#options.spool;
    if (access !== undefined && this.#isAway) return this.#spool(access, read, orgKey);
    try {
      return await this.#toDatabase(read, orgKey, access === undefined ? undefined : patienceMs);
    } catch (error) {
      if (access === undefined || !meansLater(error)) throw error;
      this.#goAway(access);
      return this.#spool(access, read, orgKey);
    }
  }

  /** Refuses new rows, and writes what waits; what is in the spool stays there for the next process. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#queue.close();
    await this.#draining;
    await this.#drainQueue.close();
    await this.#options.spool?.spool.close();
  }

  async #toDatabase(
    read: readonly ReadRow[],
    orgKey: string | undefined,
    withinMs: number | undefined,
  ): Promise<readonly Outcome[]> {
    const { eventLinks } = this.#options;
    if (eventLinks === undefined || orgKey === undefined)
      return this.#queue.submit(
        read.map(({ row }) => row),
        withinMs,
      );
    const linking = linkRows(eventLinks, read, orgKey);
    const rows = await (withinMs === undefined ? linking : inTime(linking, withinMs));
    return this.#queue.submit(rows, withinMs);
  }

  async #spool(
    { spool, sealer }: SpoolAccess,
    read: readonly ReadRow[],
    orgKey: string | undefined,
  ): Promise<readonly Outcome[]> {
    try {
      await spool.append(read.map((one) => toSpool({ ...one, orgKey }, sealer)));
      return read.map(() => "stored");
    } catch (error) {
      this.#options.onError?.(error);
      throw new RefusedError(refuse("database_unavailable"));
    }
  }

  #goAway(access: SpoolAccess): void {
    if (!this.#isAway) access.onChange?.("spooling");
    this.#isAway = true;
    this.#startDraining(access);
  }

  #startDraining(access: SpoolAccess): void {
    this.#draining ??= this.#drain(access);
  }

  /** Tries until the database has everything. */
  async #drain(access: SpoolAccess): Promise<void> {
    const { signal } = this.#closing;
    do {
      await pause(lookEveryMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) break;
      try {
        if (!this.#isPrepared) await access.prepare?.();
        this.#isPrepared = true;
        await access.spool.drain((texts) => this.#takeBack(access, texts));
        this.#isAway = false;
      } catch (error) {
        this.#isAway = true;
        if (!meansLater(error)) this.#options.onError?.(error);
      }
    } while (this.#isAway || access.spool.waiting > 0);
    if (!signal.aborted) access.onChange?.("drained");
    this.#draining = null;
  }

  /** @returns the places of what is no row, and of rows that the database will never take */
  async #takeBack({ sealer }: SpoolAccess, texts: readonly string[]): Promise<readonly number[]> {
    if (this.#closing.signal.aborted) throw new DatabaseUnavailable("closing");
    const waiting = texts.map((text) => fromSpool(text, sealer));
    const linked = await this.#linkAll(waiting.filter((row) => row !== null));
    const outcomes = await this.#drainQueue.submit(linked);
    const failed = new Set(linked.filter((_, at) => outcomes[at] === "failed").map(({ id }) => id));
    // Of many rows one may be wrong. Where none is taken, something else is.
    if (failed.size > 1 && failed.size === linked.length)
      throw new Error("no row of the spool could be stored");
    this.#isAway = false;
    return waiting.flatMap((one, at) => (one === null || failed.has(one.row.id) ? [at] : []));
  }

  async #linkAll(waiting: readonly WaitingRow[]) {
    const rows = [];
    for (const orgKey of new Set(waiting.map((row) => row.orgKey))) {
      const ofKey = waiting.filter((row) => row.orgKey === orgKey);
      rows.push(...(await linkRows(this.#options.eventLinks, ofKey, orgKey)));
    }
    return rows;
  }
}

/** The database is away, or slower than what comes. */
function meansLater(error: unknown): boolean {
  if (error instanceof RefusedError)
    return error.refusal.reason === "database_unavailable" || error.refusal.reason === "queue_full";
  return error instanceof DatabaseUnavailable;
}
