import { join } from "node:path";
import { z } from "zod";
import type { Progress } from "../spool/spool";
import { readIfThere, replaceFile } from "./files";

const count = z.int().min(0);
const byName = z.record(z.string(), count);

const RelayCounts = z.object({
  /** Events that upstream took, those that it had already included. */
  forwarded: count,
  /** Events that upstream will never take, by the code of its answer. */
  refused: byName,
  /** Events that stayed because nothing was to leave. */
  inspected: count,
  /** Events that stayed because of their type, by it. */
  withheld: byName,
  /** Events that left under hashes. */
  hashed: count,
  /** Events that left with a size rounded. */
  rounded: count,
  /** Events that had to wait for their hour. */
  held: count,
  /** Calls of engines with a key or token, by name. */
  calls: byName,
  /** Of those the ones that upstream did not answer. */
  callsUnanswered: count,
});

/** What a relay did since it was set up. */
export type RelayCounts = z.output<typeof RelayCounts>;

const RelayState = z.object({
  counts: RelayCounts,
  /** Events that wait for their turn. */
  waiting: count,
  /** When the oldest of them came; null where none waits. */
  oldest: z.iso.datetime().nullable(),
  bytes: count,
  limitBytes: count,
  /** True where the latest events did not fit. */
  isFull: z.boolean(),
  /** Events that could not be read back, since the process started. */
  damaged: count,
  /** `held`: the oldest event has not its hour yet. `waiting`: upstream does not answer as it should. */
  phase: z.enum(["idle", "sending", "held", "waiting", "stopped"]),
  /** When it is tried again, or the oldest event may leave. */
  nextAt: z.iso.datetime().nullable(),
  /** Attempts in a row that came to nothing. */
  failures: count,
  /** What upstream answered last, in words. */
  lastAnswer: z.object({ at: z.iso.datetime(), isGood: z.boolean(), words: z.string() }).nullable(),
  /** How far the outbox is sent, and what of the next events is done already. */
  progress: z.object({ name: z.string(), offset: count, records: count, isDamaged: z.boolean() }).nullable(),
  settled: z.array(z.string()),
});

/** How a relay stands: what its page shows, and what its next process goes on from. */
export type RelayState = z.output<typeof RelayState>;

const fileIn = (folder: string) => join(folder, "state.json");

const atFirst: RelayState = {
  counts: {
    forwarded: 0,
    refused: {},
    inspected: 0,
    withheld: {},
    hashed: 0,
    rounded: 0,
    held: 0,
    calls: {},
    callsUnanswered: 0,
  },
  waiting: 0,
  oldest: null,
  bytes: 0,
  limitBytes: 0,
  isFull: false,
  damaged: 0,
  phase: "idle",
  nextAt: null,
  failures: 0,
  lastAnswer: null,
  progress: null,
  settled: [],
};

/** How a relay stood when it last wrote it down. */
export function readRelayState(folder: string): RelayState {
  const text = readIfThere(fileIn(folder));
  return text === null ? atFirst : RelayState.parse(JSON.parse(text));
}

/** Keeps the state of a relay in memory and on disk. Counts and progress are one file: neither is ahead of the other. */
export class StateKeeper {
  readonly #folder: string;
  #state: RelayState;
  #written = "";
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
    this.#state = readRelayState(folder);
  }

  get state(): RelayState {
    return this.#state;
  }

  /** Changes it in memory. */
  change(change: Partial<Omit<RelayState, "counts" | "progress" | "settled">>): void {
    this.#state = { ...this.#state, ...change };
  }

  count(change: (counts: RelayCounts) => Partial<RelayCounts>): void {
    const { counts } = this.#state;
    this.#state = { ...this.#state, counts: { ...counts, ...change(counts) } };
  }

  /** Notes that these events are done, though others before or between them are not. */
  settle(ids: readonly string[]): void {
    this.#state = { ...this.#state, settled: [...this.#state.settled, ...ids] };
  }

  /** Notes that everything up to a place is done, and writes it down. */
  advance(progress: Progress): Promise<void> {
    this.#state = { ...this.#state, progress, settled: [] };
    return this.save();
  }

  /** Resolves when it is on disk, where it differs from what is there. */
  save(): Promise<void> {
    const saved = this.#last.then(async () => {
      const text = `${JSON.stringify(this.#state)}\n`;
      if (text === this.#written) return;
      await replaceFile(this.#folder, fileIn(this.#folder), text);
      this.#written = text;
    });
    this.#last = saved.catch(() => {});
    return saved;
  }
}

/** Adds to a count that has a name. */
export function more(counts: Readonly<Record<string, number>>, name: string, added = 1) {
  return { ...counts, [name]: (counts[name] ?? 0) + added };
}
