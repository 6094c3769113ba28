import { stem } from "./stem";
import { canonicalOf, phrases } from "./synonyms";

/** Words that say nothing of what is looked for. */
const stopWords = new Set(
  "a an and are as at be by can do does for from has have how i if in into is it its me my of on or our that the their there this to was we were what when where whether which who why will with you your".split(
    " ",
  ),
);

/** The words of a text, names in code taken apart: `totalMemory` and `total_memory` have two, `4.1` is one. */
function wordsOf(text: string): string[] {
  const apart = text.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();
  const said = phrases.reduce((all, [phrase, word]) => all.replaceAll(phrase, ` ${word} `), apart);
  return said.match(/\d+(?:\.\d+)+|[\p{L}\d]+/gu) ?? [];
}

/** What a text is found by: stems, what they mean, and names in code as a whole. */
export function termsOf(text: string): string[] {
  const names = text.match(/[A-Za-z]+[a-z\d][A-Z]\w*/g) ?? [];
  return [
    ...wordsOf(text).flatMap((word) => {
      const term = stem(word);
      const meant = canonicalOf(term);
      return meant === term ? [term] : [term, meant];
    }),
    ...names.map((name) => name.toLowerCase()),
  ];
}

/** What a question asks for: all of it must be found. Empty only where nothing was asked. */
export function queryTerms(text: string): string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !stopWords.has(word));
  const terms = (telling.length > 0 ? telling : words).map((word) => canonicalOf(stem(word)));
  return [...new Set(terms)];
}

/** Whether each term is in a text, or begins a word of it. */
export function hasTerms(terms: readonly string[], text: string): boolean {
  const there = termsOf(text);
  return terms.every((term) => there.some((one) => one.startsWith(term)));
}
