import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { repeat } from "./repeat";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("works at once and again after every pause, whatever fails", async () => {
  const errors: unknown[] = [];
  let turns = 0;
  const job = repeat(
    async () => {
      turns += 1;
      if (turns === 2) throw new Error("away");
    },
    { everyMs: 1_000, onError: (error) => errors.push(error) },
  );
  expect(turns).toBe(1);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(turns).toBe(4);
  expect(errors).toMatchObject([{ message: "away" }]);
  await job.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(turns).toBe(4);
});

it("waits for a turn that is running when it is stopped, and begins no other", async () => {
  const finished: string[] = [];
  const job = repeat(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      finished.push("turn");
    },
    { everyMs: 10, onError: () => {} },
  );
  const stopped = job.stop().then(() => finished.push("stopped"));
  await vi.advanceTimersByTimeAsync(5_000);
  await stopped;
  expect(finished).toEqual(["turn", "stopped"]);
});
