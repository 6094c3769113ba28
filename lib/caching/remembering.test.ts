import { expect, test } from "vitest";
import { remembering } from "./remembering";

function counted() {
  const computed: string[] = [];
  const lengthOf = remembering(2, (text) => {
    computed.push(text);
    return text.length;
  });
  return { computed, lengthOf };
}

test("a text is computed once", () => {
  const { computed, lengthOf } = counted();
  expect([lengthOf("one"), lengthOf("three"), lengthOf("one"), lengthOf("three")]).toEqual([3, 5, 3, 5]);
  expect(computed).toEqual(["one", "three"]);
});

test("the text that nobody asked for longest is forgotten when there are too many", () => {
  const { computed, lengthOf } = counted();
  for (const text of ["a", "b", "a", "c", "a", "c", "b"]) lengthOf(text);
  expect(computed).toEqual(["a", "b", "c", "b"]);
});
