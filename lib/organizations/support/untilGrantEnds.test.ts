import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { untilGrantEnds } from "./untilGrantEnds";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe("untilGrantEnds", () => {
  it("aborts at the end of the grant, and not before", async () => {
    const signal = untilGrantEnds({
      signal: new AbortController().signal,
      endsAt: inMinutes(10),
      isStillGranted: async () => true,
    });
    await vi.advanceTimersByTimeAsync(599_999);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal.aborted).toBe(true);
  });

  it.each([
    ["it was taken back", async () => false],
    ["it cannot be told whether it is there", () => Promise.reject(new Error("no database"))],
  ])("aborts within seconds where %s", async (_, isStillGranted) => {
    const signal = untilGrantEnds({
      signal: new AbortController().signal,
      endsAt: inMinutes(10),
      isStillGranted,
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(signal.aborted).toBe(true);
  });

  it("aborts with the request, and at once where that has ended", () => {
    const request = new AbortController();
    const watch = { endsAt: inMinutes(10), isStillGranted: async () => true };
    const signal = untilGrantEnds({ ...watch, signal: request.signal });
    request.abort();
    expect(signal.aborted).toBe(true);
    expect(untilGrantEnds({ ...watch, signal: AbortSignal.abort() }).aborted).toBe(true);
  });

  it("does not last longer than an hour, however long the grant", async () => {
    const signal = untilGrantEnds({
      signal: new AbortController().signal,
      endsAt: inMinutes(60 * 24 * 30),
      isStillGranted: async () => true,
    });
    await vi.advanceTimersByTimeAsync(3_599_999);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal.aborted).toBe(true);
  });
});
