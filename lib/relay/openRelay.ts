import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { orStartError } from "../database/embedded/folder";
import { type Lock, lockFolder } from "../database/embedded/lock";
import { DatabaseInUse, StartError } from "../database/types";
import type { Relay } from "../ingest/contracts";
import { RefusedError, refuse } from "../ingest/refusal";
import { createSealer } from "../settings/sealer";
import { readOrMakeSecret } from "../settings/secrets";
import { type Found, Spool } from "../spool/spool";
import { createClock } from "./clock";
import { entryOf, fromOutbox, toOutbox } from "./outboxEntry";
import { createPassOn } from "./passOn";
import { openRefusedEvents } from "./refusedEvents";
import { createRelayHash } from "./relayHash";
import { StateKeeper } from "./relayState";
import { readRules } from "./rules";
import { type RelayClock, Sender } from "./sender";
import { openSentLog } from "./sentRequests";
import { createUpstream } from "./upstream";

export interface RelayOptions {
  /** Where everything of the relay lies; see `folderOfRelay`. */
  readonly folder: string;
  readonly holder: string;
  readonly pepper: string;
  /** Of the service upstream, without a slash at its end. */
  readonly address: string;
  readonly token: string | undefined;
  /** Of events that wait. */
  readonly limitBytes: number;
  readonly onError: (error: unknown, what: string) => void;
  /** Told of each event in the outbox that cannot be read. */
  readonly onDamage: (found: Found) => void;
  /** How long events gather before they are sent, so that there are not as many requests as events. */
  readonly gatherMs?: number;
  readonly clock?: Pick<RelayClock, "now" | "random">;
}

export const folderOfRelay = (dataFolder: string) => join(dataFolder, "relay");

/** What of a relay belongs to the process that receives: its queue, and who sends what is in it. */
export interface OpenRelay extends Relay {
  /** Sends no more; what waits stays for the next process. Safe to call twice. */
  close(): Promise<void>;
}

/** An engine waits without a time-out of its own. */
const callTimeoutMs = 5_000;
const batchTimeoutMs = 60_000;
/** What pages show is not older than this. */
const saveEveryMs = 2_000;

/**
 * Begins to relay. Everything on disk lies in one folder, encrypted under a key made of the pepper but for counts and rules;
 * one process has it.
 * @throws StartError where the folder cannot be used, or another process has it
 */
export function openRelay(options: RelayOptions): OpenRelay {
  const { folder, pepper, holder, onError } = options;
  const lock = take(folder, holder);
  const closing = new AbortController();
  const { signal } = closing;
  const sealer = createSealer(pepper, "relay");
  const state = new StateKeeper(folder);
  const outbox = new Spool({
    folder: join(folder, "outbox"),
    holder,
    limitBytes: options.limitBytes,
    progress: { last: state.state.progress, save: (progress) => state.advance(progress) },
    onDamage: options.onDamage,
  });
  const log = openSentLog(folder, sealer);
  const refused = openRefusedEvents(folder, sealer);
  const clock = createClock(signal, options.clock);
  const upstreamFor = (timeoutMs: number) => createUpstream({ address: options.address, timeoutMs, signal });
  const id = readOrMakeSecret(folder, "id").slice(0, 32);
  const common = { id, readRules: () => readRules(folder), log, state, clock };
  const sender = new Sender({
    ...common,
    outbox,
    open: (text) => fromOutbox(text, sealer),
    hash: createRelayHash(pepper),
    upstream: upstreamFor(batchTimeoutMs),
    token: options.token,
    setAside: refused.setAside,
    signal,
    onError,
  });
  const sending = run(sender, outbox, clock, options.gatherMs ?? 1_000, signal);
  const saving = setInterval(() => {
    sender.noteWaiting();
    state.save().catch((error) => onError(error, "the state of the relay could not be written"));
  }, saveEveryMs).unref();
  let closed: Promise<void> | null = null;
  return {
    id,
    async accept(events, orgKey, relayPath) {
      try {
        await outbox.append(events.map((event) => toOutbox(entryOf(event, orgKey, relayPath), sealer)));
      } catch (error) {
        onError(error, "events could not be put into the relay's outbox");
        throw new RefusedError(refuse("queue_full"));
      }
      clock.wake();
    },
    passOn: createPassOn({ ...common, upstream: upstreamFor(callTimeoutMs) }),
    close() {
      closed ??= (async () => {
        closing.abort();
        clearInterval(saving);
        await sending;
        await outbox.close();
        sender.noteWaiting();
        state.change({ phase: "stopped", nextAt: null });
        await state.save();
        await Promise.all([log.close(), refused.close()]);
        lock.release();
      })();
      return closed;
    },
  };
}

function take(folder: string, holder: string): Lock {
  try {
    return orStartError(folder, () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return lockFolder(folder, holder);
    });
  } catch (error) {
    if (!(error instanceof DatabaseInUse)) throw error;
    throw new StartError(`${error.message} A relay is one process; give another one a DATA_DIR of its own.`);
  }
}

/** Sends what waits whenever something does. */
async function run(
  sender: Sender,
  outbox: Spool,
  clock: ReturnType<typeof createClock>,
  gatherMs: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    if (outbox.waiting === 0) await clock.woken();
    else {
      await clock.pause(gatherMs);
      if (!signal.aborted) await sender.sendAll();
    }
  }
}
