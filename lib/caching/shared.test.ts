import { describe, expect, it } from "vitest";
import { shared } from "./shared";

describe("shared", () => {
  it("reads once for callers at the same time and until the time is over", async () => {
    let reads = 0;
    let now = 0;
    const read = shared(
      1000,
      async () => ++reads,
      () => now,
    );
    expect(await Promise.all([read(), read()])).toEqual([1, 1]);
    now = 999;
    expect(await read()).toBe(1);
    now = 1000;
    expect(await read()).toBe(2);
  });

  it("does not keep a failure", async () => {
    let reads = 0;
    const read = shared(1000, async () => {
      reads += 1;
      if (reads === 1) throw new Error("away");
      return reads;
    });
    await expect(read()).rejects.toThrow("away");
    expect(await read()).toBe(2);
  });
});
