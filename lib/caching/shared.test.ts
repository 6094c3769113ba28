import { describe, expect, it } from "vitest";
import { shared } from "./shared";

describe("shared", () => {
  it("reads once for callers at the same time and until the time is over", async () => {
    let reads = 0;
    let now = 0;
    const read = shared(1000, async () => ++reads, { clock: () => now });
    expect(await Promise.all([read(), read()])).toEqual([1, 1]);
    now = 999;
    expect(await read()).toBe(1);
    now = 1000;
    expect(await read()).toBe(2);
  });

  it("serves the last good reading on where a new one fails with what can be survived", async () => {
    const away = new Error("away");
    let failure: Error | null = away;
    let now = 0;
    let reads = 0;
    const read = shared(
      1000,
      async () => {
        reads += 1;
        if (failure !== null) throw failure;
        return reads;
      },
      { clock: () => now, isSurvived: (error) => error === away },
    );
    await expect(read()).rejects.toThrow("away");
    failure = null;
    expect(await read()).toBe(2);
    now = 1000;
    failure = away;
    expect(await read()).toBe(2);
    expect(await read()).toBe(2);
    expect(reads).toBe(3);
    now = 2000;
    failure = new Error("wrong");
    await expect(read()).rejects.toThrow("wrong");
    failure = null;
    expect(await read()).toBe(5);
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
