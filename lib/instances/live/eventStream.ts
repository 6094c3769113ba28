import { z } from "zod";
import { toEventJson } from "../timeline/eventJson";
import type { TimelineEvent } from "../timeline/types";
import { type LiveEvents, resumeAt } from "./liveEvents";

interface StreamOptions {
  readonly live: LiveEvents;
  readonly key: string;
  /** Who reads, as `clientAddress` says it. */
  readonly client?: string | null;
  /** Ends the stream: the reader's request. */
  readonly signal: AbortSignal;
  readonly heartbeatMs?: number;
}

export interface EventStreamOptions extends StreamOptions {
  /** ISO 8601 time of receipt; events after it are sent. */
  readonly since: string;
  /** What a browser sends as `Last-Event-ID` when it comes back; it counts instead of `since`. A wrong one is ignored. */
  readonly lastEventId: string | null;
  /** A reader for whom more than this waits is cut off; its browser comes back and gets the rest. */
  readonly maximumQueueBytes?: number;
}

interface Sink {
  send(text: string): void;
  end(): void;
}

const encoder = new TextEncoder();

const timeSchema = z.iso.datetime();

/**
 * Events of an instance as they are stored, as server-sent events: `event: event`, `data` as `eventJsonSchema`
 * describes it, and as `id` where a reader has to go on that comes back. Its last events then come once more.
 * @throws LiveLimitError where too many watch already
 */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { live, key, lastEventId, maximumQueueBytes = 1_048_576 } = options;
  const since = timeSchema.safeParse(lastEventId).data ?? options.since;
  const toText = (event: TimelineEvent) =>
    `id: ${resumeAt(since, event)}\nevent: event\ndata: ${JSON.stringify(toEventJson(event))}\n\n`;
  return serverSentEvents(options, maximumQueueBytes, ({ send }) =>
    live.watch(key, since, (events) => send(events.map(toText).join("")), options.client),
  );
}

/**
 * Waits for the first event of an instance: one `event: opened` when something of it is stored and visible, and the end.
 * Where too many wait already it ends without one.
 */
export function openedStream(options: StreamOptions): ReadableStream<Uint8Array> {
  return serverSentEvents(options, 1_024, ({ send, end }) => {
    const stopping = new AbortController();
    options.live.waitFor(options.key, stopping.signal, options.client).then(
      (isOpened) => {
        if (isOpened) send("event: opened\ndata: {}\n\n");
        end();
      },
      () => end(),
    );
    return () => stopping.abort();
  });
}

/** @param connect makes what sends, and gives how to stop it */
function serverSentEvents(
  { live, signal, heartbeatMs = 15_000 }: StreamOptions,
  maximumQueueBytes: number,
  connect: (sink: Sink) => () => void,
): ReadableStream<Uint8Array> {
  let stop = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isEnded = false;
        let disconnect = () => {};
        const send = (text: string) => {
          if (isEnded) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < 0) end();
        };
        const heartbeat = setInterval(() => send(":\n\n"), heartbeatMs).unref();
        stop = () => {
          isEnded = true;
          clearInterval(heartbeat);
          signal.removeEventListener("abort", end);
          live.closing.removeEventListener("abort", end);
          disconnect();
        };
        const end = () => {
          if (isEnded) return;
          stop();
          controller.close();
        };
        signal.addEventListener("abort", end);
        live.closing.addEventListener("abort", end);
        send("retry: 1000\n\n");
        try {
          disconnect = connect({ send, end });
        } catch (error) {
          stop();
          throw error;
        }
        if (signal.aborted || live.closing.aborted) end();
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: maximumQueueBytes }),
  );
}
