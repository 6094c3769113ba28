import { createSealer } from "../../settings/sealer";
import { Spool } from "../../spool/spool";
import { fromOutbox, type OutboxEntry, toOutbox } from "../outboxEntry";
import { openRefusedEvents } from "../refusedEvents";
import { createRelayHash } from "../relayHash";
import { StateKeeper } from "../relayState";
import { readRules } from "../rules";
import { Sender } from "../sender";
import { openSentLog } from "../sentRequests";
import { NoAnswer, type Upstream, type UpstreamAnswer } from "../upstream";

export const pepper = "a pepper of tests, at least 32 characters";
export const sealer = createSealer(pepper, "relay");
export const relayId = "0123456789abcdef0123456789abcdef";
const startedAtMs = Date.UTC(2026, 10, 27, 12);

/** What a test throws where the process is killed. */
export class Killed extends Error {}

/** A request as the service upstream gets it. */
export interface Got {
  readonly path: string;
  readonly events: readonly OutboxEntry["event"][];
  readonly headers: Readonly<Record<string, string>>;
  readonly atMs: number;
}

/** An event that came at a second after the start. */
export function entry(
  number: number,
  more: Partial<OutboxEntry> & { readonly type?: string } = {},
): OutboxEntry {
  const { type = "clone_destroyed", ...others } = more;
  const receivedAt = new Date(startedAtMs + number * 1_000).toISOString();
  const id = `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
  return {
    id,
    receivedAt,
    event: {
      instance_id: "c6vq1tqs0qtc73dlqkpg",
      event_type: type,
      event_time: receivedAt,
      event_id: id,
      event_data: type === "branch_created" ? { name: `branch-${number}` } : { id: `clone-${number}` },
    },
    ...others,
  };
}

/** The answer of a service that takes everything, and knows repeats. */
export function takingAll() {
  const known = new Set<string>();
  const stored: OutboxEntry["event"][] = [];
  return {
    stored,
    answer(events: Got["events"]): UpstreamAnswer {
      const results = events.map((event) => {
        const key = `${event.instance_id} ${event.event_id}`;
        if (known.has(key)) return { status: "repeated" };
        known.add(key);
        stored.push(event);
        return { status: "accepted" };
      });
      return answerOf(200, { results });
    },
  };
}

export function answerOf(
  status: number,
  body: object,
  retryAfterSeconds: number | null = null,
): UpstreamAnswer {
  return { status, body: JSON.stringify(body), retryAfterSeconds };
}

/** A relay in simulated time: whoever waits makes it pass. @param answer what upstream says; null where it is away */
export function simulateRelay(
  folder: string,
  answer: (got: Got) => UpstreamAnswer | null,
  { nowMs = startedAtMs, token }: { readonly nowMs?: number; readonly token?: string } = {},
) {
  const got: Got[] = [];
  const pausesMs: number[] = [];
  let atMs = nowMs;
  const closing = new AbortController();
  const state = new StateKeeper(folder);
  const outbox = new Spool({
    folder: `${folder}/outbox`,
    holder: "a test",
    limitBytes: 2 ** 26,
    segmentBytes: 2 ** 18,
    progress: { last: state.state.progress, save: (progress) => state.advance(progress) },
  });
  const log = openSentLog(folder, sealer);
  const refused = openRefusedEvents(folder, sealer);
  const upstream: Upstream = {
    async post(path, body, headers) {
      const events = body.split("\n").flatMap((line) => (line === "" ? [] : JSON.parse(line)));
      const one = { path, events, headers, atMs };
      got.push(one);
      const answered = answer(one);
      if (answered === null) throw new NoAnswer("no connection (ECONNREFUSED)");
      return answered;
    },
  };
  const whenPaused: (() => void)[] = [];
  const sender = new Sender({
    outbox,
    open: (text) => fromOutbox(text, sealer),
    readRules: () => readRules(folder),
    hash: createRelayHash(pepper),
    upstream,
    id: relayId,
    token,
    log,
    setAside: refused.setAside,
    state,
    clock: {
      now: () => new Date(atMs),
      async pause(ms) {
        pausesMs.push(ms);
        atMs += ms;
        whenPaused.shift()?.();
      },
      random: () => 0.5,
    },
    signal: closing.signal,
    onError(error) {
      if (error instanceof Killed) throw error;
    },
  });
  return {
    got,
    pausesMs,
    state,
    sender,
    nowMs: () => atMs,
    /** Does something at the next pause. */
    whenPaused: (act: () => void) => whenPaused.push(act),
    accept: (...entries: readonly OutboxEntry[]) =>
      outbox.append(entries.map((one) => toOutbox(one, sealer))),
    /** Ends it as a crash does: at the next request nothing goes on. */
    crash: () => closing.abort(),
    async close() {
      closing.abort();
      await outbox.close();
      await log.close();
      await refused.close();
    },
  };
}
