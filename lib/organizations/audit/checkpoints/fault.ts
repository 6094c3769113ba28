import { countOf } from "../../../words/sayPlurals";

/** What is wrong with a log. `at` is the number of the first entry that cannot be believed. */
export type Fault =
  /** Changed, moved, or without the one before. */
  | { readonly kind: "changed"; readonly at: number }
  /** Shorter than it was. */
  | { readonly kind: "cut"; readonly at: number; readonly entries: number }
  /** Another log, with hashes that fit one another. */
  | { readonly kind: "rewritten"; readonly at: number; readonly entries: number };

/** A fault in words. */
export function sayFault(fault: Fault): string {
  switch (fault.kind) {
    case "changed":
      return `entry ${fault.at} was changed or moved, or the one before it is missing`;
    case "cut":
      return `entries from ${fault.at} to ${fault.entries} are missing at the end`;
    case "rewritten":
      return `the log was rewritten: of entries ${fault.at} to ${fault.entries} at least one is not what it was`;
  }
}

/** What is known of a log in which no fault was found. @param signed the newest claim that is signed, and when it was */
export function sayKnown(
  total: number,
  signed: { readonly entries: number; readonly at: string } | null,
): string {
  if (signed === null || signed.entries === 0)
    return `The hashes of ${countOf(total, "entry", "entries")} fit one another; none of them is signed`;
  const since = total - signed.entries;
  const newer =
    since === 0
      ? ""
      : `; ${countOf(since, "newer one fits", "newer ones fit")} to them, and nothing that is signed speaks of ${since === 1 ? "it" : "them"}`;
  return `${signed.entries === 1 ? "Entry 1 is as it was" : `Entries 1 to ${signed.entries} are as they were`} signed at ${signed.at}${newer}`;
}
