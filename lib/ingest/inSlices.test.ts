import { expect, it } from "vitest";
import { inSlices } from "./inSlices";

it("does all of it in order, and lets others have their turn in between", async () => {
  const items = [...Array(1_000).keys()];
  let others = 0;
  let isDone = false;
  const other = () => {
    others += 1;
    if (!isDone) setImmediate(other);
  };
  setImmediate(other);
  const seen: number[] = [];
  const results = await inSlices(items, (item) => {
    seen.push(others);
    return item * 2;
  });
  isDone = true;
  expect(results).toEqual(items.map((item) => item * 2));
  expect(new Set(seen).size).toBeGreaterThan(10);
});

it("does few at once", async () => {
  const order: string[] = [];
  setImmediate(() => order.push("other"));
  await inSlices([1, 2, 3], (item) => order.push(String(item)));
  expect(order).toEqual(["1", "2", "3"]);
});
