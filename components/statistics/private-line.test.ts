import { expect, it } from "vitest";
import { sayPrivate } from "./private-line";

it.each([
  [0, "nothing is published, nothing is withheld and the first event counts at once"],
  [2, "nothing is published and nothing is withheld"],
])("says for counting after %d days what holds", (countAfterDays, said) =>
  expect(sayPrivate({ countAfterDays })).toBe(said),
);
