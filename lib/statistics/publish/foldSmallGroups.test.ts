import { expect, it } from "vitest";
import { foldSmallGroups } from "./foldSmallGroups";

const classes = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([name, instances]) => ({ name, instances }));
const fold = (counts: Readonly<Record<string, number>>, minimum = 5) => {
  const { own, small, company, otherInstances } = foldSmallGroups(classes(counts), minimum);
  const names = (of: typeof own) => of.map(({ name }) => name).join(" ");
  return { own: names(own), small: names(small), company: names(company), otherInstances };
};

it("publishes classes that are large enough, largest first", () => {
  expect(fold({ b: 5, a: 9 })).toEqual({ own: "a b", small: "", company: "", otherInstances: null });
});

it("folds small classes into Other", () => {
  expect(fold({ a: 9, b: 3, c: 2 })).toEqual({ own: "a", small: "b c", company: "", otherInstances: 5 });
});

it("gives a small Other company, so that it cannot be worked out from the total", () => {
  expect(fold({ a: 20, b: 6, c: 3, d: 1 })).toEqual({
    own: "a",
    small: "c d",
    company: "b",
    otherInstances: 10,
  });
});

it("says nothing at all where everything together is too small", () => {
  expect(fold({ a: 2, b: 2 })).toEqual({ own: "", small: "a b", company: "", otherInstances: null });
  expect(fold({})).toEqual({ own: "", small: "", company: "", otherInstances: null });
});

it("folds the only large class too, rather than leave a small rest", () => {
  expect(fold({ a: 9, b: 1 })).toEqual({ own: "", small: "b", company: "a", otherInstances: 10 });
});

it("folds nothing on a private installation", () => {
  expect(fold({ a: 1, b: 2 }, 1)).toEqual({ own: "b a", small: "", company: "", otherInstances: null });
});
