import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createDrain } from "./drain";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("says first that it ends, goes on for so long, and stops once", () => {
  const stop = vi.fn();
  const drain = createDrain(10, stop);
  expect(drain.isDraining).toBe(false);
  drain.begin();
  expect(drain.isDraining).toBe(true);
  vi.advanceTimersByTime(9_999);
  expect(stop).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  drain.begin();
  expect(stop).toHaveBeenCalledOnce();
});

it("waits no longer where it is told again, and not at all without seconds", () => {
  const impatient = vi.fn();
  const drain = createDrain(10, impatient);
  drain.begin();
  drain.begin();
  vi.runAllTimers();
  expect(impatient).toHaveBeenCalledOnce();
  const atOnce = vi.fn();
  createDrain(0, atOnce).begin();
  expect(atOnce).toHaveBeenCalledOnce();
});
