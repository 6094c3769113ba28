import type { ReadRow } from "./answerBatch";
import { Backlog, meansLater, type SpoolAccess } from "./backlog";
import { CommitQueue, type CommitQueueOptions, type Outcome } from "./commitQueue";
import type { EventLinks, OutageAnswer, OutageCalls } from "./contracts";
import { inTime } from "./inTime";
import type { EventRow } from "./keepEvent";
import { linkRows, markKeyless } from "./linkRows";
import { maximumBatchEvents } from "./readBatch";
import type { WaitingRow } from "./spooledRow";

export interface RowStoreOptions {
  readonly write: CommitQueueOptions["write"];
  /** Large batches that are written at one time; 1 unless given. */
  readonly writers?: number;
  readonly eventLinks?: EventLinks;
  /** Without it what the database does not take in time is refused. */
  readonly spool?: SpoolAccess;
  /** Without it calls have to wait for the database. */
  readonly outageCalls?: OutageCalls;
  /** Writes down, durably, that a trusted sender sends events which strangers would not be believed. */
  readonly noteHistory?: (senderId: string) => Promise<void>;
  /** Rows that may wait for the writer. */
  readonly capacity?: number;
  /** From receipt to answer, whatever the database does. */
  readonly deadlineMs?: number;
  readonly onError?: (error: unknown) => void;
}

/** What a call may hold and still be written with single events. */
const smallRows = 64;
/** An engine waits without a time-out of its own. */
const answerWithinMs = 1_500;
/** How long the database may take where the spool can take a row in its place. */
const patienceMs = 500;
/** And where what is known in its place is less than what it would say. */
const askPatienceMs = 2_000;
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
  /** What is large waits by itself, so that a single event is not written behind it. */
  readonly #batchQueue: CommitQueue;
  readonly #drainQueue: CommitQueue;
  readonly #backlog: Backlog | undefined;

  constructor(options: RowStoreOptions) {
    this.#options = options;
    const { write, writers, spool, outageCalls, onError } = options;
    const told = onError === undefined ? {} : { onError };
    const common = { batchRows: maximumBatchEvents, ...told };
    const { capacity = 10_000, deadlineMs = answerWithinMs } = options;
    this.#queue = new CommitQueue({ ...common, write, capacity, deadlineMs });
    this.#batchQueue = new CommitQueue({
      ...common,
      write,
      ...(writers === undefined ? {} : { writers }),
      capacity,
      deadlineMs,
    });
    this.#drainQueue = new CommitQueue({
      ...common,
      // An attempt before, or a process before, may have written them.
      write: (rows, writing) => write(rows, { ...writing, isRetry: true }),
      capacity: Number.POSITIVE_INFINITY,
      deadlineMs: drainWithinMs,
    });
    if (spool === undefined) return;
    this.#backlog = new Backlog({
      ...spool,
      ...told,
      storeRows: (rows) => this.#storeWaiting(rows),
      doLater: async (later) => (await outageCalls?.doLater(later)) ?? false,
    });
  }

  /** True while rows go to the spool without a look at the database. */
  get isAway(): boolean {
    return this.#backlog?.isAway ?? false;
  }

  /** Rows that wait for a writer. */
  get queues(): { readonly single: number; readonly batch: number; readonly drain: number } {
    return {
      single: this.#queue.waitingRows,
      batch: this.#batchQueue.waitingRows,
      drain: this.#drainQueue.waitingRows,
    };
  }

  /**
   * Resolves after the rows are on disk, with an outcome for each.
   * @param orgKey links their instances to its organization
   * @throws RefusedError or DatabaseUnavailable where neither took them; then they may or may not have been stored
   */
  async store(read: readonly ReadRow[], orgKey: string | undefined): Promise<readonly Outcome[]> {
    const backlog = read.some(({ row }) => row.keyed) ? undefined : this.#backlog;
    const toDatabase = (withinMs?: number) => this.#toDatabase(read, orgKey, withinMs);
    return orElse(backlog, toDatabase, async (away) => {
      await away.addRows(read.map((one) => ({ ...one, orgKey })));
      return read.map(() => "stored");
    });
  }

  /**
   * What the database makes `ask` say of a call; where it does not in time, what is known without it, once what is left
   * to do is on disk.
   */
  ask(ask: () => Promise<object>, instead: (calls: OutageCalls) => Promise<OutageAnswer>): Promise<object> {
    const { outageCalls } = this.#options;
    const backlog = outageCalls === undefined ? undefined : this.#backlog;
    const inPatience = (withinMs?: number) => (withinMs === undefined ? ask() : inTime(ask(), withinMs));
    return orElse(
      backlog,
      inPatience,
      async (away) => {
        const { body, later } = await instead(outageCalls as OutageCalls);
        if (later !== null) await away.addLater({ later });
        return body;
      },
      askPatienceMs,
    );
  }

  /** Refuses new rows, and writes what waits; what is in the spool stays there for the next process. */
  async close(): Promise<void> {
    const stopping = this.#backlog?.stop();
    await Promise.all([this.#queue.close(), this.#batchQueue.close()]);
    await stopping;
    await this.#drainQueue.close();
    await this.#options.spool?.spool.close();
  }

  async #toDatabase(
    read: readonly ReadRow[],
    orgKey: string | undefined,
    withinMs: number | undefined,
  ): Promise<readonly Outcome[]> {
    const { eventLinks } = this.#options;
    const isHistory = read.some(({ historyOf }) => historyOf !== undefined);
    if (!isHistory && (eventLinks === undefined || orgKey === undefined))
      return this.#submit(markKeyless(eventLinks, read), withinMs);
    const linking = this.#noteHistory(read).then(() => linkRows(eventLinks, read, orgKey));
    const rows = await (withinMs === undefined ? linking : inTime(linking, withinMs));
    return this.#submit(rows, withinMs);
  }

  #submit(rows: readonly EventRow[], withinMs: number | undefined): Promise<readonly Outcome[]> {
    return (rows.length > smallRows ? this.#batchQueue : this.#queue).submit(rows, withinMs);
  }

  /** Before it is stored, so that whoever counts knows in time that more may come. */
  async #noteHistory(read: readonly ReadRow[]): Promise<void> {
    for (const sender of new Set(read.map(({ historyOf }) => historyOf)))
      if (sender !== undefined) await this.#options.noteHistory?.(sender);
  }

  async #storeWaiting(waiting: readonly WaitingRow[]): Promise<readonly WaitingRow[]> {
    if (waiting.length === 0) return [];
    await this.#noteHistory(waiting);
    const linked = await this.#linkAll(waiting);
    const outcomes = await this.#drainQueue.submit(linked);
    const failed = new Set(linked.filter((_, at) => outcomes[at] === "failed").map(({ id }) => id));
    return waiting.filter(({ row }) => failed.has(row.id));
  }

  async #linkAll(waiting: readonly WaitingRow[]): Promise<readonly EventRow[]> {
    const rows = [];
    // What came without a key first: a key that came after it does not make it somebody else's.
    for (const orgKey of new Set([undefined, ...waiting.map((row) => row.orgKey)])) {
      const ofKey = waiting.filter((row) => row.orgKey === orgKey);
      // A key that ended since was valid then.
      for (const at of new Set(ofKey.map(({ row }) => row.received_at))) {
        const then = ofKey.filter(({ row }) => row.received_at === at);
        rows.push(...(await linkRows(this.#options.eventLinks, then, orgKey, new Date(at))));
      }
    }
    return rows;
  }
}

/** What `work` gives of the database; where there is a backlog and the database is away or too slow, what `instead` gives. */
async function orElse<Result>(
  backlog: Backlog | undefined,
  work: (withinMs?: number) => Promise<Result>,
  instead: (backlog: Backlog) => Promise<Result>,
  withinMs = patienceMs,
): Promise<Result> {
  if (backlog === undefined) return work();
  if (backlog.isAway) return instead(backlog);
  try {
    return await work(withinMs);
  } catch (error) {
    if (!meansLater(error)) throw error;
    backlog.goAway();
    return instead(backlog);
  }
}
