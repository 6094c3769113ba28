import { maximumBatchEvents } from "../ingest/readBatch";
import { extendPath, relayPathHeader } from "../ingest/relayPath";
import type { Spool } from "../spool/spool";
import { applyRules, type Decision } from "./applyRules";
import { backOffMs } from "./backOff";
import type { OutboxEntry } from "./outboxEntry";
import { type EventVerdict, readAnswer, type Verdict } from "./readAnswer";
import type { RefusedEvent } from "./refusedEvents";
import type { RelayHash } from "./relayHash";
import { more, type StateKeeper } from "./relayState";
import type { Rules } from "./rules";
import type { SentLog } from "./sentRequests";
import { type Batch, type Due, takeBatch } from "./takeBatch";
import { NoAnswer, type Upstream } from "./upstream";

/** Time, as the relay lives in it. */
export interface RelayClock {
  now(): Date;
  /** Resolves after so long, and earlier where it is woken or stopped. Never rejects. */
  pause(ms: number): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

interface SenderOptions {
  readonly outbox: Pick<Spool, "drain" | "state" | "waiting">;
  /** Null for a line that is none. */
  readonly open: (text: string) => OutboxEntry | null;
  readonly readRules: () => Rules;
  readonly hash: RelayHash;
  readonly upstream: Upstream;
  /** Of this relay; see `Relay`. */
  readonly id: string;
  /** The sender's token that upstream knows it by. */
  readonly token: string | undefined;
  readonly log: Pick<SentLog, "leave" | "stay">;
  readonly setAside: (event: RefusedEvent) => Promise<void>;
  readonly state: StateKeeper;
  readonly clock: RelayClock;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown, what: string) => void;
}

/** A rule that is changed holds within this time, also for what is held. */
const lookAtRulesMs = 1_000;
/** A fault of upstream over one event is tried again so often; another reason to wait is no fault. */
const faultsOfAnEvent = 5;
const dayMs = 86_400_000;

interface Pending extends OutboxEntry {
  isHeld?: boolean;
  faults?: number;
}

/** Sends what waits in the outbox, in order, by the rules of the moment. */
export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Sends everything that waits. Resolves when nothing does, or when the relay stops. */
  async sendAll(): Promise<void> {
    const { outbox, signal, onError, state, clock } = this.#options;
    try {
      await outbox.drain((texts) => this.#sendBatch(texts));
      state.change({ phase: "idle", nextAt: null });
    } catch (error) {
      if (signal.aborted) return;
      onError(error, "the relay's outbox could not be sent");
      state.change({ failures: state.state.failures + 1, phase: "waiting" });
      await clock.pause(backOffMs(state.state.failures, clock.random(), null));
    }
    this.noteWaiting();
    await state.save();
  }

  /** Notes how much waits. */
  noteWaiting(oldest?: string): void {
    const { outbox, state } = this.#options;
    const { since, bytes, limitBytes, isFull, damaged } = outbox.state;
    const waiting = Math.max(0, outbox.waiting - state.state.settled.length);
    state.change({
      waiting,
      oldest: waiting === 0 ? null : (oldest ?? state.state.oldest ?? since),
      ...{ bytes, limitBytes, isFull, damaged },
    });
  }

  async #sendBatch(texts: readonly string[]): Promise<readonly number[]> {
    const { open, state, signal } = this.#options;
    const opened = texts.map(open);
    const settled = new Set(state.state.settled);
    let pending: readonly Pending[] = opened.filter(
      (entry) => entry !== null && !settled.has(entry.id),
    ) as Pending[];
    while (pending.length > 0) {
      signal.throwIfAborted();
      this.noteWaiting(pending[0]?.receivedAt);
      pending = await this.#step(pending);
    }
    return opened.flatMap((entry, at) => (entry === null ? [at] : []));
  }

  /** Does what can be done now for events that wait, or waits. @returns those that still do */
  async #step(pending: readonly Pending[]): Promise<readonly Pending[]> {
    const rules = this.#rulesNow();
    if (rules === null) {
      await this.#waitAfter("the rules of this relay cannot be read: nothing leaves", null);
      return pending;
    }
    const { hash, clock, state } = this.#options;
    const now = clock.now();
    const decided = pending.map((entry) => ({ entry, decision: applyRules(entry, rules, hash, now) }));
    const left = decided.filter(({ decision }) => decision.kind !== "withheld");
    if (left.length < decided.length) {
      await this.#noteWithheld(decided);
      state.settle(decided.filter((one) => !left.includes(one)).map(({ entry }) => entry.id));
    }
    this.#noteHeld(left);
    const [first, ...more] = left.flatMap(({ entry, decision }): Due[] =>
      decision.kind === "leaves" ? [{ entry, ...decision }] : [],
    );
    if (first !== undefined) {
      const isProbe = state.state.failures > 0;
      const done = await this.#send(takeBatch([first, ...more], isProbe ? 1 : maximumBatchEvents));
      const rest = left.flatMap(({ entry }) => (done.has(entry) ? [] : entry));
      // Where nothing is left, the outbox notes its progress at once.
      if (rest.length > 0) await state.save();
      return rest;
    }
    const until = left[0]?.decision;
    if (until?.kind === "held") await this.#waitUntil(until.until);
    return left.map(({ entry }) => entry);
  }

  #rulesNow(): Rules | null {
    try {
      return this.#options.readRules();
    } catch (error) {
      this.#options.onError(error, "the relay's rules could not be read");
      return null;
    }
  }

  /** @returns the events that are done */
  async #send(batch: Batch): Promise<ReadonlySet<OutboxEntry>> {
    const { state, clock } = this.#options;
    state.change({ phase: "sending", nextAt: null });
    const verdict = await this.#ask(batch);
    if (verdict.kind === "each") return this.#settle(batch, verdict);
    if (verdict.kind === "later") {
      await this.#waitAfter(verdict.words, verdict.afterSeconds);
      return new Set();
    }
    const [first, ...more] = batch.due;
    if (first === undefined) return new Set();
    if (more.length > 0) return this.#send(takeBatch([first, ...more], Math.ceil(batch.due.length / 2)));
    state.change({ lastAnswer: { at: clock.now().toISOString(), isGood: false, words: verdict.words } });
    await this.#refuse(first, { kind: "refused", code: "body_too_large", message: verdict.words });
    state.settle([first.entry.id]);
    return new Set([first.entry]);
  }

  async #ask({ due, body, orgKey, relayPath }: Batch): Promise<Verdict> {
    const { upstream, token, log, clock, id } = this.#options;
    const path = "/api/v1/events";
    const noteAnswer = await log.leave(
      {
        path,
        body,
        bytes: Buffer.byteLength(body),
        events: due.length,
        before: due.map(({ entry, isHashed, isRounded }) => (isHashed || isRounded ? entry.event : null)),
        ids: due.map(({ entry }) => entry.id),
      },
      clock.now(),
    );
    try {
      const answer = await upstream.post(path, body, {
        "content-type": "application/x-ndjson",
        [relayPathHeader]: extendPath(relayPath, id),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(orgKey === undefined ? {} : { "org-key": orgKey }),
      });
      await noteAnswer({ at: clock.now().toISOString(), status: answer.status, body: answer.body });
      return readAnswer(answer, due.length);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      await noteAnswer({ at: clock.now().toISOString(), status: null, body: error.message });
      return { kind: "later", words: error.message, afterSeconds: null };
    }
  }

  async #settle(
    { due }: Batch,
    { events, words }: Extract<Verdict, { kind: "each" }>,
  ): Promise<ReadonlySet<OutboxEntry>> {
    const { state, clock } = this.#options;
    const done: Due[] = [];
    let afterSeconds = 0;
    for (const [at, one] of due.entries()) {
      const verdict = this.#asOurs(one, events[at] as EventVerdict);
      const entry: Pending = one.entry;
      if (verdict.kind === "later" && verdict.code === "internal") entry.faults = (entry.faults ?? 0) + 1;
      if (verdict.kind === "later" && (entry.faults ?? 0) < faultsOfAnEvent) {
        afterSeconds = Math.max(afterSeconds, verdict.afterSeconds ?? 1);
        continue;
      }
      if (verdict.kind !== "taken") await this.#refuse(one, verdict);
      done.push(one);
    }
    const taken = due.filter((_, at) => events[at]?.kind === "taken");
    state.count(({ forwarded, hashed, rounded }) => ({
      forwarded: forwarded + taken.length,
      hashed: hashed + taken.filter(({ isHashed }) => isHashed).length,
      rounded: rounded + taken.filter(({ isRounded }) => isRounded).length,
    }));
    state.settle(done.map(({ entry }) => entry.id));
    if (done.length === 0) await this.#waitAfter(words, afterSeconds);
    else {
      state.change({
        failures: 0,
        lastAnswer: { at: clock.now().toISOString(), isGood: done.length === due.length, words },
      });
      if (done.length < due.length) await this.#pauseFor(afterSeconds * 1_000);
    }
    return new Set(done.map(({ entry }) => entry));
  }

  /** An event of now that is out of range upstream says that one of the two clocks is wrong: it is not given up for that. */
  #asOurs({ event }: Due, verdict: EventVerdict): EventVerdict {
    if (verdict.kind !== "refused" || verdict.code !== "event_time_out_of_range") return verdict;
    const ageMs = this.#options.clock.now().getTime() - new Date(event.event_time).getTime();
    return ageMs > dayMs ? verdict : { kind: "later", code: verdict.code, afterSeconds: 60 };
  }

  async #refuse({ event }: Due, verdict: Exclude<EventVerdict, { kind: "taken" }>): Promise<void> {
    const { setAside, state, clock } = this.#options;
    const { code } = verdict;
    const message = verdict.kind === "refused" ? verdict.message : "a fault of the service upstream";
    await setAside({ at: clock.now().toISOString(), code, message, event });
    state.count(({ refused }) => ({ refused: more(refused, code) }));
  }

  async #noteWithheld(
    decided: readonly { readonly entry: OutboxEntry; readonly decision: Decision }[],
  ): Promise<void> {
    const { state, log, clock } = this.#options;
    const ids = { "inspect only": [] as string[], "event type": [] as string[] };
    for (const { entry, decision } of decided) {
      if (decision.kind !== "withheld") continue;
      ids[decision.by].push(entry.id);
      state.count(({ inspected, withheld }) =>
        decision.by === "inspect only"
          ? { inspected: inspected + 1 }
          : { withheld: more(withheld, entry.event.event_type) },
      );
    }
    const at = clock.now().toISOString();
    for (const by of ["inspect only", "event type"] as const)
      if (ids[by].length > 0) await log.stay({ at, by, ids: ids[by] });
  }

  #noteHeld(decided: readonly { readonly entry: Pending; readonly decision: Decision }[]): void {
    const fresh = decided.filter(({ entry, decision }) => decision.kind === "held" && entry.isHeld !== true);
    for (const { entry } of fresh) entry.isHeld = true;
    if (fresh.length > 0) this.#options.state.count(({ held }) => ({ held: held + fresh.length }));
  }

  /** Until the first of what is held has its hour; not so long that a changed rule would not be seen. */
  async #waitUntil(untilMs: number): Promise<void> {
    const { state, clock } = this.#options;
    state.change({ phase: "held", nextAt: new Date(untilMs).toISOString() });
    await state.save();
    await clock.pause(Math.min(untilMs - clock.now().getTime(), lookAtRulesMs));
  }

  async #waitAfter(words: string, afterSeconds: number | null): Promise<void> {
    const { state, clock, signal } = this.#options;
    if (signal.aborted) return;
    const failures = state.state.failures + 1;
    state.change({ failures, lastAnswer: { at: clock.now().toISOString(), isGood: false, words } });
    await this.#pauseFor(backOffMs(failures, clock.random(), afterSeconds));
  }

  async #pauseFor(ms: number): Promise<void> {
    const { state, clock } = this.#options;
    state.change({ phase: "waiting", nextAt: new Date(clock.now().getTime() + ms).toISOString() });
    await state.save();
    await clock.pause(ms);
  }
}
