import en from "dictionary-en";
import nspell from "nspell";
import { expect, test } from "vitest";
import { readText } from "./readers";
import { readProse } from "./readProse";

/** Words that no dictionary has, a line each. */
const ours = "docs/claims/words.txt";

/** American, and the words of the field. */
const spelling = nspell(Buffer.from(en.aff).toString(), Buffer.from(en.dic).toString());
const known = new Set(readText(ours).trim().split("\n"));

/** Words as they are written, with no names of files, fields, addresses or code among them. */
function wordsOf(text: string): string[] {
  const found = text.match(/(?<![\w./@#$%&*+=:-])[A-Za-z][a-z]*(?:[’'][a-z]+)?(?![\w/@(.]*\w)/g) ?? [];
  return found.map((word) => word.replace("’", "'").replace(/'s$/, ""));
}

function isRight(word: string): boolean {
  const forms = [word, word.toLowerCase()];
  return word.length < 3 || forms.some((form) => known.has(form) || spelling.correct(form));
}

const prose = readProse();

test("what people read is spelled as Americans do, and with the words of the field", () => {
  expect(prose.length).toBeGreaterThan(3_000);
  const wrong = prose.flatMap(({ file, line, text }) =>
    wordsOf(text)
      .filter((word) => !isRight(word))
      .map((word) => `${file}:${line} ${word}`),
  );
  expect(wrong).toEqual([]);
});

test("a wrong word is found, and a British one", () => {
  expect(
    wordsOf("The enigne’s colour, its `fs_type` and recieved events at /events").filter(
      (one) => !isRight(one),
    ),
  ).toEqual(["enigne", "colour", "recieved"]);
});

test("words of our own are used, and in order", () => {
  const used = new Set(
    prose.flatMap(({ text }) => wordsOf(text)).flatMap((word) => [word, word.toLowerCase()]),
  );
  const list = [...known];
  expect(list.filter((word) => !used.has(word))).toEqual([]);
  expect(list.filter((word) => spelling.correct(word))).toEqual([]);
  expect(list).toEqual(list.toSorted((one, other) => one.localeCompare(other)));
});
