import { expect, it } from "vitest";
import { sayPrivate } from "./private-line";

it.each([
  [1, 1, "nothing is published, no small group is hidden and the first event counts at once"],
  [5, 1, "nothing is published and the first event counts at once"],
  [1, 2, "nothing is published and no small group is hidden"],
  [5, 2, "nothing is published"],
])(
  "says of a smallest group of %d and counting after %d days what holds",
  (publishMinInstances, countAfterDays, said) =>
    expect(sayPrivate({ publishMinInstances, countAfterDays })).toBe(said),
);
