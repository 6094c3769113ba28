import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventJsonSchema } from "../timeline/eventJson";
import type { TimelineEvent } from "../timeline/types";
import { type EventStreamOptions, eventStream, openedStream } from "./eventStream";
import { type LiveEvents, LiveLimitError, resumeAt } from "./liveEvents";

const since = "2026-11-20T12:00:00.000Z";

const eventAt = (index: number): TimelineEvent => ({
  id: `0198a0c0-0000-7000-8000-${String(index).padStart(12, "0")}`,
  eventTime: since,
  receivedAt: `2026-11-20T12:00:00.${String(index).padStart(3, "0")}Z`,
  type: "alert",
  data: { level: "refresh_failed", message: "a\nb\u2028c" },
  leftOut: ["event_data.color"],
});

/** Live events that a test makes happen. */
function fakeLive() {
  const closing = new AbortController();
  const listeners = new Set<(events: readonly TimelineEvent[]) => void>();
  const waiting = new Set<(isOpened: boolean) => void>();
  const asked: string[] = [];
  const live: LiveEvents = {
    wake: () => {},
    watch(_, from, listener) {
      asked.push(from);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    waitFor: (_, signal) =>
      new Promise((resolve) => {
        const settle = (isOpened: boolean) => {
          waiting.delete(settle);
          resolve(isOpened);
        };
        waiting.add(settle);
        signal.addEventListener("abort", () => settle(false));
      }),
    get watchers() {
      return listeners.size + waiting.size;
    },
    closing: closing.signal,
    close: () => closing.abort(),
  };
  const give = (...events: TimelineEvent[]) => {
    for (const listener of [...listeners]) listener(events);
  };
  const open = () => {
    for (const settle of [...waiting]) settle(true);
  };
  return { live, give, open, asked };
}

const start = (live: LiveEvents, options: Partial<EventStreamOptions> = {}) =>
  eventStream({ live, key: "a", since, lastEventId: null, signal: new AbortController().signal, ...options });

/** Reads what is there until the stream ends or nothing more comes. */
async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) text += decoder.decode(chunk, { stream: true });
  return text;
}

/** The fields of every message of a stream, by name. */
const messagesOf = (text: string) =>
  text
    .split("\n\n")
    .filter((message) => message !== "")
    .map((message) =>
      Object.fromEntries(
        message.split("\n").map((line) => [line.split(": ")[0], line.slice(line.indexOf(": ") + 2)]),
      ),
    );

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("eventStream", () => {
  it("sends each event as its schema describes it, with where to go on after it", async () => {
    const { live, give } = fakeLive();
    const stream = start(live);
    give(eventAt(1), eventAt(2));
    give(eventAt(3));
    live.close();
    const [first, ...messages] = messagesOf(await readAll(stream));
    expect(first).toEqual({ retry: "1000" });
    expect(messages).toHaveLength(3);
    for (const [index, { id = "", event, data = "" }] of messages.entries()) {
      const sent = eventAt(index + 1);
      expect(event).toBe("event");
      expect(id).toBe(since);
      expect(eventJsonSchema.parse(JSON.parse(data))).toMatchObject({
        id: sent.id,
        event_data: sent.data,
        left_out: sent.leftOut,
      });
    }
    expect(live.watchers).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("goes on where the last event says, a little before it and never before its own begin", async () => {
    const { live, give, asked } = fakeLive();
    const stream = start(live);
    const minutesLater = { ...eventAt(1), receivedAt: "2026-11-20T12:07:00.000Z" };
    give(minutesLater);
    live.close();
    const last = messagesOf(await readAll(stream)).at(-1)?.id ?? "";
    expect(last).toBe("2026-11-20T12:06:55.000Z");
    start(live, { lastEventId: last });
    expect(asked).toEqual([since, last]);
    expect(resumeAt(last, { ...minutesLater, receivedAt: "2026-11-20T12:06:56.000Z" })).toBe(last);
  });

  it.each(["", "7", "_", "2026-11-20_x", `${since}_${eventAt(1).id}`, "' or 1=1", "x".repeat(10_000)])(
    "ignores %j as a last event",
    (lastEventId) => {
      const { live, asked } = fakeLive();
      start(live, { lastEventId });
      expect(asked).toEqual([since]);
    },
  );

  it("says that it is alive every fifteen seconds", async () => {
    const { live } = fakeLive();
    const stream = start(live);
    vi.advanceTimersByTime(46_000);
    live.close();
    expect((await readAll(stream)).match(/^:$/gm)).toHaveLength(3);
  });

  it("ends with the request, and before it where that has ended already", async () => {
    const { live, give } = fakeLive();
    const request = new AbortController();
    const stream = start(live, { signal: request.signal });
    give(eventAt(1));
    request.abort();
    give(eventAt(2));
    expect(messagesOf(await readAll(stream))).toHaveLength(2);
    await readAll(start(live, { signal: AbortSignal.abort() }));
    expect(live.watchers).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stops watching when its reader goes", async () => {
    const { live, give } = fakeLive();
    const stream = start(live);
    await stream.cancel();
    give(eventAt(1));
    expect(live.watchers).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("cuts off a reader that is too slow, after whole messages", async () => {
    const { live, give } = fakeLive();
    const stream = start(live, { maximumQueueBytes: 5_000 });
    const minute = (index: number) => new Date(Date.parse(since) + index * 60_000).toISOString();
    for (let index = 1; index <= 100; index += 1) give({ ...eventAt(index), receivedAt: minute(index) });
    expect(live.watchers).toBe(0);
    const text = await readAll(stream);
    expect(text.length).toBeGreaterThan(5_000);
    expect(text.length).toBeLessThan(6_000);
    const messages = messagesOf(text).slice(1);
    expect(messages.map(({ id }) => id)).toEqual(
      messages.map((_, index) => resumeAt(since, { receivedAt: minute(index + 1) })),
    );
  });

  it("lets the caller know where too many watch", () => {
    const { live } = fakeLive();
    const full: LiveEvents = {
      ...live,
      watch: () => {
        throw new LiveLimitError("full");
      },
    };
    expect(() => start(full)).toThrow(LiveLimitError);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("openedStream", () => {
  it("says once that it is opened, and ends", async () => {
    const { live, open } = fakeLive();
    const stream = openedStream({ live, key: "a", signal: new AbortController().signal });
    vi.advanceTimersByTime(16_000);
    open();
    expect(await readAll(stream)).toBe("retry: 1000\n\n:\n\nevent: opened\ndata: {}\n\n");
    expect(live.watchers).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends without it when its reader goes", async () => {
    const { live } = fakeLive();
    const request = new AbortController();
    const stream = openedStream({ live, key: "a", signal: request.signal });
    request.abort();
    expect(await readAll(stream)).toBe("retry: 1000\n\n");
    expect(live.watchers).toBe(0);
  });
});
