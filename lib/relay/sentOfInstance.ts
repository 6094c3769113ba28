import type { WireEvent } from "./outboxEntry";
import type { SentRequest } from "./sentRequests";

/** An event that left. */
export interface SentEvent {
  /** Of the request that it left with. */
  readonly requestId: string;
  /** When it left. */
  readonly at: string;
  readonly before: WireEvent;
  /** The same object where no rule changed it. */
  readonly after: WireEvent;
}

/** The events of one instance, by its true ID, in requests that left; in their order. */
export function* sentOfInstance(sent: Iterable<SentRequest>, instanceId: string): Generator<SentEvent> {
  for (const { id, at, body, events, before } of sent) {
    if (events === 0) continue;
    for (const [index, line] of body.split("\n").entries()) {
      if (line === "") continue;
      const after = JSON.parse(line) as WireEvent;
      const unchanged = (before[index] ?? after) as WireEvent;
      if (unchanged.instance_id === instanceId) yield { requestId: id, at, before: unchanged, after };
    }
  }
}
