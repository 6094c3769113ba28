import { expect, test } from "vitest";
import { readProse } from "./readProse";

/** Words that read translated or say nothing, each with what to write. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/\bwhoever\b/i, "anyone who, or a name"],
  [/\banew\b/i, "again, rewritten, recreated"],
  [/\b(?:take|takes|took|taken|taking)\b[^.:;]{0,30}\balong\b/i, "download, export"],
  [/\btold apart\b/i, "distinguished, or name the classes"],
  [/\d %/, "no space before %"],
  [/\b(?:is|are) to be (?:had|found)\b/i, "is available, is at"],
  [/\bof before\b/i, "earlier"],
  [/\bturned away\b/i, "rejected"],
  [/\b(?:utilize|leverage|obviously|please note|in order to)\b/i, "leave it out"],
  [/\b(the|a|an|and|of|to|is|in) \1\b/i, "the word is there twice"],
];

test("what people read has none of the words that read translated", () => {
  const found = readProse().flatMap(({ file, line, text }) =>
    rules.flatMap(([rule, instead]) => {
      const match = rule.exec(text);
      return match === null ? [] : [`${file}:${line} “${match[0]}”: ${instead}`];
    }),
  );
  expect(found).toEqual([]);
});
