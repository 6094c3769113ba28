import type { TimelineEvent } from "../types";
import { isAfter, type Position, positionOf } from "./position";
import type { Watcher } from "./watcher";

export interface SourceOptions {
  /** Events after a position in the order received; fewer than `limit` only where there are no more. */
  readonly read: (after: Position, limit: number) => Promise<readonly TimelineEvent[]>;
  readonly limit: number;
  /** How long an event may take from its receipt to its commit: others can be committed and given before it. */
  readonly overlapMs: number;
  readonly retryAfterMs: number;
  readonly onError: (error: unknown) => void;
}

const shortestRestMs = 20;

/**
 * The events of one instance for all who watch it. It reads once for all; only who joins reads alone, until it has what
 * the others have. One statement runs at a time, so nothing can come in between that reading and joining.
 */
export class Source {
  readonly #joined = new Set<Watcher>();
  /** Who is still reading what the others have, and how far. */
  readonly #joining = new Map<Watcher, Position>();
  #isStale = false;
  #isReading = false;
  #restUntil = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: SourceOptions) {}

  get isEmpty(): boolean {
    return this.#joined.size + this.#joining.size === 0;
  }

  add(watcher: Watcher): void {
    this.#joining.set(watcher, watcher.settled);
    this.#schedule();
  }

  remove(watcher: Watcher): void {
    this.#joined.delete(watcher);
    this.#joining.delete(watcher);
    if (!this.isEmpty || this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Something may have been stored. */
  look(): void {
    this.#isStale = true;
    this.#schedule();
  }

  #schedule(): void {
    const hasWork = this.#joining.size > 0 || (this.#isStale && this.#joined.size > 0);
    if (!hasWork || this.#isReading || this.#timer !== null) return;
    const restMs = Math.max(0, this.#restUntil - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#read();
    }, restMs).unref();
  }

  async #read(): Promise<void> {
    const startedAt = performance.now();
    this.#isReading = true;
    try {
      if (this.#isStale && this.#joined.size > 0) await this.#readForAll();
      for (const watcher of [...this.#joining.keys()]) await this.#readFor(watcher);
      // It rests as long as it read: an instance that sends without a pause takes half a connection at most.
      const endedAt = performance.now();
      this.#restUntil = endedAt + Math.max(shortestRestMs, endedAt - startedAt);
    } catch (error) {
      this.#isStale = true;
      this.#restUntil = performance.now() + this.options.retryAfterMs;
      this.options.onError(error);
    }
    this.#isReading = false;
    this.#schedule();
  }

  async #readForAll(): Promise<void> {
    this.#isStale = false;
    let after = earliest([...this.#joined].map(({ settled }) => settled));
    while (this.#joined.size > 0) {
      const events = await this.options.read(after, this.options.limit);
      for (const watcher of [...this.#joined]) this.#give(watcher, events);
      const last = events.at(-1);
      if (last === undefined || events.length < this.options.limit) return;
      after = positionOf(last);
    }
  }

  /** A page only: the others come in between. */
  async #readFor(watcher: Watcher): Promise<void> {
    const after = this.#joining.get(watcher);
    if (after === undefined) return;
    const events = await this.options.read(after, this.options.limit);
    if (!this.#joining.has(watcher)) return;
    const last = events.at(-1);
    if (last !== undefined && events.length === this.options.limit) {
      this.#joining.set(watcher, positionOf(last));
    } else {
      this.#joining.delete(watcher);
      this.#joined.add(watcher);
    }
    this.#give(watcher, events);
  }

  #give(watcher: Watcher, events: readonly TimelineEvent[]): void {
    try {
      watcher.give(events, this.options.overlapMs);
    } catch (error) {
      this.remove(watcher);
      this.options.onError(error);
    }
  }
}

function earliest(positions: readonly Position[]): Position {
  return positions.reduce((one, other) => (isAfter(one, other) ? other : one));
}
