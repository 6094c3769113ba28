import { expect, it } from "vitest";
import { refreshed } from "./refreshed";

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("lets the first reader wait, and after that nobody", async () => {
  let time = 0;
  let made = 0;
  const read = refreshed(async () => ++made, { leastPauseMs: 100, pauseFactor: 10, clock: () => time });
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  time = 99;
  expect(await read()).toBe(1);
  time = 100;
  expect(await read()).toBe(1);
  await settled();
  expect(await read()).toBe(2);
  expect(made).toBe(2);
});

it("rests for a multiple of the time it took", async () => {
  let time = 0;
  let made = 0;
  const slow = async () => {
    time += 50;
    return ++made;
  };
  const read = refreshed(slow, { leastPauseMs: 100, pauseFactor: 10, clock: () => time });
  expect(await read()).toBe(1);
  time = 549;
  expect(await read()).toBe(1);
  await settled();
  expect(made).toBe(1);
  time = 550;
  await read();
  await settled();
  expect(made).toBe(2);
});

it("keeps the last reading when a new one fails, and tells about it", async () => {
  let time = 0;
  let fails = false;
  const errors: unknown[] = [];
  const read = refreshed(
    async () => {
      if (fails) throw new Error("no database");
      return "good";
    },
    { leastPauseMs: 100, pauseFactor: 10, clock: () => time, onError: (error) => errors.push(error) },
  );
  expect(await read()).toBe("good");
  fails = true;
  time = 200;
  expect(await read()).toBe("good");
  await settled();
  expect(await read()).toBe("good");
  expect(errors).toHaveLength(1);
});

it("rejects for the first reader when there is nothing to show", async () => {
  const read = refreshed(() => Promise.reject(new Error("no database")), {
    leastPauseMs: 100,
    pauseFactor: 10,
  });
  await expect(read()).rejects.toThrow("no database");
});
