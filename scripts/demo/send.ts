import { setTimeout as sleep } from "node:timers/promises";
import type { FleetEvent } from "./fleetEvent";
import { malformedRequest } from "./malformed";
import type { Post } from "./post";
import { type Batch, batchesOf } from "./requests";
import { SeededRandom } from "./seededRandom";

export interface SendOptions {
  readonly post: Post;
  /** Of a sender that is trusted: history is older than strangers are believed. */
  readonly token: string;
  /** Ends sending at the next request. */
  readonly signal: AbortSignal;
  /** Events acknowledged so far, and the time up to which they reach; milliseconds since 1970. */
  readonly onProgress: (events: number, until: number) => void;
  /** Sends a request that is refused after every so many batches. */
  readonly malformedEvery?: number;
}

const inFlight = 3;
const patienceMs = 60_000;
const pauseMs = 500;

/**
 * Sends events through `/api/v1/events`, a few requests at a time. What was sent before is recognized by its ID and counts
 * once.
 * @returns how many were acknowledged
 * @throws Error where an event is refused, or the service does not take any for a minute
 */
export async function sendHistory(events: Iterable<FleetEvent>, options: SendOptions): Promise<number> {
  const batches = batchesOf(events);
  const random = new SeededRandom(7);
  let acknowledged = 0;
  let sentBatches = 0;
  // All workers draw from one iterator, so that batches leave in order.
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const batch of batches) {
        if (options.signal.aborted) return;
        await sendBatch(batch, options);
        acknowledged += batch.events;
        sentBatches += 1;
        options.onProgress(acknowledged, batch.until);
        if (options.malformedEvery !== undefined && sentBatches % options.malformedEvery === 0) {
          // Refused before it was read to the end, which can look like a broken connection.
          await options.post(malformedRequest(random)).catch(() => undefined);
        }
      }
    }),
  );
  return acknowledged;
}

async function sendBatch({ request }: Batch, { post, token, signal }: SendOptions): Promise<void> {
  const trusted = { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
  for (const startedAt = Date.now(); ; await sleep(pauseMs)) {
    const answer = await post(trusted);
    if (answer.status === 200) return checkRefused(answer.body);
    const isBusy = answer.status === 503 || answer.status === 429;
    if (signal.aborted) return;
    if (!isBusy || Date.now() - startedAt > patienceMs) {
      throw new Error(`The service answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    }
  }
}

function checkRefused(body: string): void {
  const answer = JSON.parse(body) as {
    readonly refused: number;
    readonly results: readonly { readonly status: string; readonly message?: string }[];
  };
  if (answer.refused === 0) return;
  const first = answer.results.find(({ status }) => status === "refused");
  throw new Error(`The service refused ${answer.refused} events: ${first?.message}`);
}
