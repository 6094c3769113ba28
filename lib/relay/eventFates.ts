import type { WireEvent } from "./outboxEntry";
import { type EventVerdict, readAnswer } from "./readAnswer";
import type { RelayState } from "./relayState";
import type { Rules } from "./rules";
import type { readMoves, SentRequest } from "./sentRequests";

/** What a relay did with an event that it received. Times are ISO 8601. */
export type EventFate =
  | {
      readonly kind: "left";
      readonly requestId: string;
      readonly at: string;
      /** Before the rules; null where they changed nothing. */
      readonly before: WireEvent | null;
      readonly after: WireEvent;
      /** What upstream said of it; `none` where no answer came, or none that tells. */
      readonly answer: "taken" | "refused" | "later" | "none";
      /** The answer in words. */
      readonly words: string;
    }
  | { readonly kind: "stayed"; readonly at: string; readonly by: "inspect only" | "event type" }
  | { readonly kind: "held"; readonly until: string }
  | { readonly kind: "waiting" }
  /** It left or stayed so long ago, or so much has left since, that the log was not read up to there. */
  | { readonly kind: "unknown" };

/** What was received, as the relay stored it. */
interface Received {
  readonly id: string;
  readonly receivedAt: string;
}

interface Relay {
  readonly moves: ReturnType<typeof readMoves>;
  readonly state: Pick<RelayState, "waiting" | "oldest">;
  readonly rules: Pick<Rules, "holdHours"> | null;
  readonly now: Date;
}

/** Bodies that are read for a page: a page must not read for seconds. */
const mostReadBytes = 32 * 2 ** 20;
/** The state of a relay is written down every two seconds. */
const stateIsOlderMs = 5_000;
const hourMs = 3_600_000;

/** What became of events, by their ids. */
export function readFates(
  received: readonly Received[],
  { moves, state, rules, now }: Relay,
): Record<string, EventFate> {
  const fates: Record<string, EventFate> = {};
  const missing = new Map(received.map((event) => [event.id, event]));
  const firstMs = Math.min(...received.map(({ receivedAt }) => new Date(receivedAt).getTime()));
  let bytes = 0;
  for (const move of moves) {
    if (missing.size === 0 || new Date(move.at).getTime() < firstMs || bytes > mostReadBytes) break;
    if (move.kind === "left") bytes += move.bytes;
    for (const [at, id] of move.ids.entries()) {
      if (!missing.delete(id)) continue;
      fates[id] =
        move.kind === "stayed" ? { kind: "stayed", at: move.at, by: move.by } : fateOfSent(move, at);
    }
  }
  for (const event of missing.values()) fates[event.id] = fateOfMissing(event, { state, rules, now });
  return fates;
}

function fateOfSent({ id, at, body, before, events, answer }: SentRequest, index: number): EventFate {
  const after = JSON.parse(body.split("\n")[index] ?? "null") as WireEvent;
  const left = {
    kind: "left",
    requestId: id,
    at,
    before: (before[index] ?? null) as WireEvent | null,
    after,
  } as const;
  if (answer === null)
    return { ...left, answer: "none", words: "the relay was stopped before an answer came" };
  if (answer.status === null) return { ...left, answer: "none", words: answer.body };
  const verdict = readAnswer({ ...answer, status: answer.status, retryAfterSeconds: null }, events);
  if (verdict.kind !== "each") return { ...left, answer: "none", words: verdict.words };
  const said = verdict.events[index] as EventVerdict;
  return { ...left, answer: said.kind, words: said.kind === "taken" ? "taken" : said.code };
}

function fateOfMissing(
  { receivedAt }: Received,
  { state: { waiting, oldest }, rules, now }: Pick<Relay, "state" | "rules" | "now">,
): EventFate {
  const receivedMs = new Date(receivedAt).getTime();
  const isWaiting =
    (waiting > 0 && oldest !== null && receivedMs >= new Date(oldest).getTime() - stateIsOlderMs) ||
    Math.abs(now.getTime() - receivedMs) < stateIsOlderMs;
  if (!isWaiting) return { kind: "unknown" };
  const untilMs = receivedMs + (rules?.holdHours ?? 0) * hourMs;
  return untilMs > now.getTime() && (rules?.holdHours ?? 0) > 0
    ? { kind: "held", until: new Date(untilMs).toISOString() }
    : { kind: "waiting" };
}
