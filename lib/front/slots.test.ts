import { expect, it, onTestFinished, vi } from "vitest";
import { createSlots, refusedAfterMs, waitForSlot } from "./slots";

it("gives as many places as there are, and half of them to one client at most", () => {
  const take = createSlots(4);
  const first = take("a");
  expect(first).not.toBeNull();
  expect(take("a")).not.toBeNull();
  expect(take("a")).toBeNull();
  expect(take("b")).not.toBeNull();
  expect(take(null)).not.toBeNull();
  expect(take("c")).toBeNull();
  first?.free();
  first?.free();
  expect(take("c")).not.toBeNull();
  expect(take("d")).toBeNull();
  expect(take("a")).toBeNull();
});

it("lets a page wait for a place that becomes free, and refuses it late", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const take = createSlots(1);
  const given = new Map<string, boolean>();
  const ask = (client: string) =>
    waitForSlot(
      () => take(client),
      (slot) => given.set(client, slot !== null),
    );
  const first = take("first");
  ask("second");
  ask("third");
  const leave = ask("fourth");
  expect(given).toEqual(new Map());
  leave();
  first?.free();
  vi.advanceTimersByTime(refusedAfterMs);
  expect(given).toEqual(
    new Map([
      ["second", true],
      ["third", false],
    ]),
  );
});
