import { expect, it } from "vitest";
import { capitalise, countOf, inNumber, listOf } from "./sayPlurals";

it("gives a count the noun it needs", () => {
  expect([0, 1, 2, 1234].map((count) => countOf(count, "event"))).toEqual([
    "0 events",
    "1 event",
    "2 events",
    "1,234 events",
  ]);
  expect([1, 2].map((count) => countOf(count, "instance is", "instances are"))).toEqual([
    "1 instance is",
    "2 instances are",
  ]);
  expect([1, 2].map((count) => inNumber(count, "path"))).toEqual(["path", "paths"]);
});

it("lists as people do", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listOf)).toEqual(["", "a", "a and b", "a, b and c"]);
  expect(capitalise("the week")).toBe("The week");
});
