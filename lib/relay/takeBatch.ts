import type { OutboxEntry, WireEvent } from "./outboxEntry";

/** An event that may leave now, as it leaves. */
export interface Due {
  readonly entry: OutboxEntry;
  readonly event: WireEvent;
  readonly orgKey: string | undefined;
  readonly isHashed: boolean;
  readonly isRounded: boolean;
}

/** Events of one request. */
export interface Batch {
  readonly due: readonly Due[];
  /** One event a line. */
  readonly body: string;
  readonly orgKey: string | undefined;
  readonly relayPath: readonly string[];
}

/** What `/api/v1/events` takes at once. */
const largestBytes = 1024 * 1024;

/**
 * The first of the events that can leave in one request: a key stands for all events of a request, and so does the way
 * that they came, so those with another one wait for the next. A single event may be as large as it is.
 */
export function takeBatch(due: readonly [Due, ...Due[]], largestCount: number): Batch {
  const { orgKey, entry } = due[0];
  const { relayPath = [] } = entry;
  const isAlike = (other: Due) =>
    other.orgKey === orgKey && (other.entry.relayPath ?? []).join() === relayPath.join();
  const taken: Due[] = [];
  const lines: string[] = [];
  let bytes = 0;
  for (const one of due.filter(isAlike)) {
    const line = `${JSON.stringify(one.event)}\n`;
    bytes += Buffer.byteLength(line);
    if (taken.length > 0 && (taken.length === largestCount || bytes > largestBytes)) break;
    taken.push(one);
    lines.push(line);
  }
  return { due: taken, body: lines.join(""), orgKey, relayPath };
}
