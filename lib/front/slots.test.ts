import { expect, it } from "vitest";
import { createSlots } from "./slots";

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
