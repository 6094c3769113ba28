import type { TimelineEvent } from "../types";
import { earlier, isAfter, type Position, positionOf } from "./position";
import type { Had } from "./recentlyGiven";

/** One who is told of events: remembers what it was given, so that it is given each event once. */
export class Watcher implements Had {
  /** All up to here is settled: given, or not asked for. */
  #settled: Position;
  /** Time of receipt by id, of what was given after that, in the order given. */
  readonly #given: Map<string, string>;

  /** @param had what it has, or does not ask for */
  constructor(
    { settled, given }: Had,
    private readonly listener: (events: readonly TimelineEvent[]) => void,
  ) {
    this.#settled = settled;
    this.#given = new Map(given);
  }

  get settled(): Position {
    return this.#settled;
  }

  get given(): Had["given"] {
    return [...this.#given];
  }

  /** Hands over what is new of these. @param overlapMs how long an event may take from its receipt to its commit */
  give(events: readonly TimelineEvent[], overlapMs: number): void {
    const fresh = events.filter(
      (event) => isAfter(positionOf(event), this.#settled) && !this.#given.has(event.id),
    );
    if (fresh.length === 0) return;
    for (const { id, receivedAt } of fresh) this.#given.set(id, receivedAt);
    this.#settle(overlapMs);
    this.listener(fresh);
  }

  /** Lets go of what is too old for a commit to come before it. */
  #settle(overlapMs: number): void {
    let latest = "";
    for (const receivedAt of this.#given.values()) if (receivedAt > latest) latest = receivedAt;
    const settled = earlier({ receivedAt: latest, id: "" }, overlapMs);
    if (!isAfter(settled, this.#settled)) return;
    this.#settled = settled;
    for (const [id, receivedAt] of this.#given) if (receivedAt <= settled.receivedAt) this.#given.delete(id);
  }
}
