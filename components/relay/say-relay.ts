import type { RelayState } from "@/lib/relay/relayState";
import type { SentRequest } from "@/lib/relay/sentRequests";
import { sayTime } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";

export function totalOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** What the relay is at, in a sentence. */
export function sayPhase({ phase, nextAt, failures, isFull }: RelayState): string {
  if (isFull) return "There is no room for more events: engines are answered 503.";
  const at = nextAt === null ? "" : ` at ${sayTime(nextAt)}`;
  if (phase === "held") return `The oldest event is held; it may leave${at}.`;
  if (phase === "waiting") {
    return failures === 0
      ? `The service upstream takes the next events${at}.`
      : `${countOf(failures, "attempt")} in a row came to nothing. The next one is${at}, with one event.`;
  }
  if (phase === "sending") return "Events are leaving.";
  if (phase === "stopped") return "The relay does not run. What waits stays on its disk.";
  return "What had to leave has left.";
}

/** What was answered to a request, in a few words. */
export function sayAnswer({ answer }: Pick<SentRequest, "answer">): string {
  if (answer === null) return "none known";
  return answer.status === null ? answer.body : String(answer.status);
}
