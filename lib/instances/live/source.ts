import type { TimelineEvent } from "../timeline/types";
import { isAfter, later, type Position, positionOf, settledBy } from "./position";

/** Told of events in the order in which they were received. */
export type Listener = (events: readonly TimelineEvent[]) => void;

export interface SourceOptions {
  /** Events after a position in the order received; fewer than `limit` only where there are no more. */
  readonly read: (after: Position, limit: number) => Promise<readonly TimelineEvent[]>;
  readonly limit: number;
  readonly retryAfterMs: number;
  readonly onError: (error: unknown) => void;
}

const shortestRestMs = 20;

/**
 * The events of one instance for all who watch it. It reads once for all; only who joins reads alone, until it has what
 * the others have. One statement runs at a time, so nothing can come in between that reading and joining.
 */
export class Source {
  /** Each with where it begins: what was received before is not asked for. */
  readonly #joined = new Map<Listener, Position>();
  /** Who is still reading what the others have, and how far. */
  readonly #joining = new Map<Listener, { readonly from: Position; readonly after: Position }>();
  /** All up to here was given to those who joined, and nothing of it can still be committed. */
  #settled: Position;
  /** Time of receipt by id, of what was given after that. */
  readonly #given = new Map<string, string>();
  #isStale = false;
  #isReading = false;
  #restUntil = 0;
  #timer: NodeJS.Timeout | null = null;

  /** @param from where the first who watches begins; not in the future */
  constructor(
    from: Position,
    private readonly options: SourceOptions,
  ) {
    this.#settled = settledBy(from.receivedAt);
  }

  get isEmpty(): boolean {
    return this.#joined.size + this.#joining.size === 0;
  }

  /** @param from not in the future */
  add(listener: Listener, from: Position): void {
    this.#joining.set(listener, { from, after: from });
    this.#schedule();
  }

  remove(listener: Listener): void {
    this.#joined.delete(listener);
    this.#joining.delete(listener);
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
      for (const listener of [...this.#joining.keys()]) await this.#readFor(listener);
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
    let after = this.#settled;
    while (this.#joined.size > 0) {
      const events = await this.options.read(after, this.options.limit);
      const fresh = events.filter(({ id }) => !this.#given.has(id));
      this.#note(fresh);
      for (const [listener, from] of [...this.#joined]) {
        this.#give(
          listener,
          fresh.filter((event) => isAfter(positionOf(event), from)),
        );
      }
      const last = events.at(-1);
      if (last === undefined || events.length < this.options.limit) return;
      after = positionOf(last);
    }
  }

  /** A page only: the others come in between. */
  async #readFor(listener: Listener): Promise<void> {
    const reading = this.#joining.get(listener);
    if (reading === undefined) return;
    const { from } = reading;
    const events = await this.options.read(reading.after, this.options.limit);
    if (!this.#joining.has(listener)) return;
    if (this.#joined.size === 0) this.#note(events);
    const last = events.at(-1);
    if (last !== undefined && events.length === this.options.limit) {
      this.#joining.set(listener, { from, after: positionOf(last) });
    } else {
      this.#joining.delete(listener);
      this.#joined.set(listener, from);
    }
    this.#give(listener, events);
  }

  #give(listener: Listener, events: readonly TimelineEvent[]): void {
    if (events.length === 0) return;
    try {
      listener(events);
    } catch (error) {
      this.remove(listener);
      this.options.onError(error);
    }
  }

  /** Remembers what was given, as long as something that was received before it can still be committed. */
  #note(events: readonly TimelineEvent[]): void {
    for (const { id, receivedAt } of events) {
      this.#given.set(id, receivedAt);
      this.#settled = later(this.#settled, settledBy(receivedAt));
    }
    for (const [id, receivedAt] of this.#given) {
      if (receivedAt <= this.#settled.receivedAt) this.#given.delete(id);
    }
  }
}
