import { setTimeout as pause } from "node:timers/promises";
import { DatabaseUnavailable } from "../database/types";
import type { Sealer } from "../settings/sealer";
import type { Spool } from "../spool/spool";
import { RefusedError, refuse } from "./refusal";
import { callToSpool, fromSpool, toSpool, type WaitingLater, type WaitingRow } from "./spooledRow";

export interface SpoolAccess {
  readonly spool: Spool;
  readonly sealer: Sealer;
  /** Given where the database was away when the service started: what has to be done before anything is written. */
  readonly prepare?: () => Promise<void>;
  /** Resolves where the database answers. Looked at while it is away. */
  readonly probe?: () => Promise<unknown>;
  /** Told when rows begin to go to the spool, and when the database has them all. */
  readonly onChange?: (state: "spooling" | "drained") => void;
}

interface BacklogOptions extends SpoolAccess {
  /** Stores rows; gives the places of those that the database will never take. Rejects where all have to wait. */
  readonly storeRows: (rows: readonly WaitingRow[]) => Promise<readonly WaitingRow[]>;
  /** Does what is left of a call. @returns false where it never can be done */
  readonly doLater: (later: string) => Promise<boolean>;
  readonly onError?: (error: unknown) => void;
}

/** Between two looks whether the database takes rows again. */
const lookEveryMs = 500;

/** Between two looks whether the database is there, and for what processes left that are gone. */
const watchEveryMs = 5_000;

/** What the database could not take in time. It goes there by itself as soon as the database answers. */
export class Backlog {
  readonly #options: BacklogOptions;
  readonly #closing = new AbortController();
  #isAway: boolean;
  #isPrepared: boolean;
  #draining: Promise<void> | null = null;
  readonly #watching: NodeJS.Timeout;

  constructor(options: BacklogOptions) {
    this.#options = options;
    this.#isPrepared = options.prepare === undefined;
    this.#isAway = !this.#isPrepared;
    if (this.#isAway || options.spool.waiting > 0) this.#startDraining();
    this.#watching = setInterval(() => void this.#watch(), watchEveryMs).unref();
  }

  /** True while everything goes here without a look at the database. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Notes that the database did not answer in time. */
  goAway(): void {
    if (!this.#isAway) this.#options.onChange?.("spooling");
    this.#isAway = true;
    this.#startDraining();
  }

  /** Resolves when the rows are on disk. @throws RefusedError where they are not */
  addRows(rows: readonly WaitingRow[]): Promise<void> {
    return this.#append(rows.map((row) => toSpool(row, this.#options.sealer)));
  }

  /** The same of a call. */
  addLater(waiting: WaitingLater): Promise<void> {
    return this.#append([callToSpool(waiting, this.#options.sealer)]);
  }

  /** Hands over no more; what waits stays there for the next process. */
  async stop(): Promise<void> {
    clearInterval(this.#watching);
    this.#closing.abort();
    await this.#draining;
  }

  async #append(texts: readonly string[]): Promise<void> {
    try {
      await this.#options.spool.append(texts);
    } catch (error) {
      this.#options.onError?.(error);
      throw new RefusedError(refuse("database_unavailable"));
    }
  }

  /** So that pages know, and the first engine does not have to wait, where nobody sends. */
  async #watch(): Promise<void> {
    const { spool, probe, onError } = this.#options;
    if (this.#draining !== null) return;
    try {
      await probe?.();
      await spool.adopt();
      if (spool.waiting > 0 && !this.#closing.signal.aborted) this.#startDraining();
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      if (meansLater(error)) this.goAway();
      else onError?.(error);
    }
  }

  #startDraining(): void {
    this.#draining ??= this.#drain();
  }

  /** Tries until the database has everything. */
  async #drain(): Promise<void> {
    const { spool, prepare, probe, onChange, onError } = this.#options;
    const { signal } = this.#closing;
    do {
      await pause(lookEveryMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) break;
      try {
        if (!this.#isPrepared) await prepare?.();
        this.#isPrepared = true;
        await probe?.();
        await spool.drain((texts) => this.#takeBack(texts));
        // What is still on its way to the disk was not tried yet.
        if (spool.waiting === 0) this.#isAway = false;
      } catch (error) {
        this.#isAway = true;
        if (!meansLater(error)) onError?.(error);
      }
    } while (this.#isAway || spool.waiting > 0);
    if (!signal.aborted) onChange?.("drained");
    this.#draining = null;
  }

  /** @returns the places of what cannot be read, and of what the database will never take */
  async #takeBack(texts: readonly string[]): Promise<readonly number[]> {
    if (this.#closing.signal.aborted) throw new DatabaseUnavailable("closing");
    const waiting = texts.map((text) => fromSpool(text, this.#options.sealer));
    const read = waiting.filter((one) => one !== null);
    const lost = new Set<WaitingRow | WaitingLater>(
      await this.#options.storeRows(read.filter((one) => "row" in one)),
    );
    for (const one of read) {
      if ("later" in one && !(await this.#doLater(one.later))) lost.add(one);
    }
    // Of many one may be wrong. Where none is taken, something else is.
    if (lost.size > 1 && lost.size === read.length) throw new Error("nothing of the spool could be stored");
    this.#isAway = false;
    return waiting.flatMap((one, at) => (one === null || lost.has(one) ? [at] : []));
  }

  async #doLater(later: string): Promise<boolean> {
    try {
      return await this.#options.doLater(later);
    } catch (error) {
      if (meansLater(error)) throw error;
      this.#options.onError?.(error);
      return false;
    }
  }
}

/** The database is away, or slower than what comes. */
export function meansLater(error: unknown): boolean {
  if (error instanceof RefusedError)
    return error.refusal.reason === "database_unavailable" || error.refusal.reason === "queue_full";
  return error instanceof DatabaseUnavailable;
}
