import { stem } from "./stem";

/** Words that mean the same here; the first stands for all of them. */
const groups = [
  "disable deactivate optout switchoff turnoff",
  "delete erase remove purge forget",
  "export download takealong",
  "store keep retain retention persist save",
  "send transmit report emit collect",
  "postgres postgresql pg",
  "organization organization company customer tenant",
  "instance engine server",
  "configuration config configure setting option variable",
  "version release",
  "usage bill invoice",
  "statistic metric figure stat",
  "color color",
  "webhook callback",
  "address ip",
  "relay proxy",
  "picture image png svg",
  "share percentage proportion",
].map((group) => group.split(" ").map(stem));

const meaning = new Map(
  groups.flatMap(([first = "", ...others]) => others.map((word) => [word, first] as const)),
);

/** The word that stands for it and for those that mean the same. */
export function canonicalOf(term: string): string {
  return meaning.get(term) ?? term;
}

/** What is written as several words and is one, with the word that stands for it. */
export const phrases: readonly (readonly [RegExp, string])[] = [
  [/\b(?:opt|opting|opted)[\s-]+out\b/g, "optout"],
  [/\b(?:switch|switched|switching)(?:\s+\w+)?\s+off\b/g, "switchoff"],
  [/\b(?:turn|turned|turning)(?:\s+\w+)?\s+off\b/g, "turnoff"],
  [/\btake[\s-]+along\b/g, "takealong"],
  // Taken apart as a name in code.
  [/\bpostgre sql\b/g, "postgresql"],
  [/\bfile[\s-]+systems?\b/g, "filesystem"],
];
