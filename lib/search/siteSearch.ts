import MiniSearch, { type Options } from "minisearch";
import { queryTerms, termsOf } from "./terms";

/** In the order in which a reader is offered what fits equally well. */
export const searchKinds = [
  "Page",
  "Statistic",
  "Event type",
  "Field",
  "Promise",
  "Methodology",
  "Setting",
  "Call",
  "API",
  "Documentation",
] as const;

export type SearchKind = (typeof searchKinds)[number];

/** Something that can be found. */
export interface SearchEntry {
  readonly kind: SearchKind;
  readonly title: string;
  /** A path of this service, perhaps with a fragment; each entry has its own. */
  readonly address: string;
  /** A sentence under the title. */
  readonly about: string;
  /** More words by which it is found, which are not shown. */
  readonly words?: string;
}

/** What is shown of what was found. */
export type Found = Omit<SearchEntry, "words">;

const options: Options<SearchEntry> = {
  idField: "address",
  fields: ["title", "about", "words"],
  storeFields: ["kind", "title", "address", "about"],
  tokenize: termsOf,
  processTerm: (term) => term,
  searchOptions: {
    tokenize: queryTerms,
    combineWith: "AND",
    prefix: (term) => term.length > 1,
    fuzzy: (term) => (term.length > 4 && !/\d/.test(term) ? 0.2 : false),
    boost: { title: 4, about: 1.5 },
    // A part of a page is no more than others are.
    boostDocument: (address, _term, stored) =>
      stored?.kind === "Page" && String(address).includes("#")
        ? 1
        : (weights[stored?.kind as SearchKind] ?? 1),
  },
};

/** Of pages about a whole subject before one of its fields. */
const weights: Partial<Record<SearchKind, number>> = {
  Page: 3,
  Statistic: 1.5,
  "Event type": 1.5,
  Promise: 1.5,
};

/** The index of a site's entries, as text for a browser. */
export function makeIndex(entries: readonly SearchEntry[]): string {
  const index = new MiniSearch<SearchEntry>(options);
  index.addAll(entries);
  return JSON.stringify(index);
}

/** Reads an index that was made by `makeIndex`. */
export function openIndex(text: string): MiniSearch<SearchEntry> {
  return MiniSearch.loadJSON<SearchEntry>(text, options);
}

/** At most so many are shown. */
export const mostFound = 40;

/** The longest question that is looked at. */
export const longestQuestion = 100;

/** What has all that a question asks for, best first. */
export function findOnSite(index: MiniSearch<SearchEntry>, question: string): Found[] {
  return index
    .search(question.slice(0, longestQuestion))
    .slice(0, mostFound)
    .map(({ kind, title, address, about }) => ({ kind, title, address, about }));
}
