import { createHash } from "node:crypto";

/**
 * How many hashes lead from every leaf to the root. Every tree is so deep, however few leaves it has: a path does not tell
 * how many organizations there are.
 */
export const depth = 16;

/** A Merkle tree of which only some leaves are taken; what stands in for all others cannot be told from a leaf. */
export interface Tree {
  readonly root: string;
  /** The hashes beside the way from a leaf to the root. */
  pathOf(place: number): readonly string[];
}

/**
 * @param leaves by place, below 2 ** depth
 * @param filler what stands at a place of a level where nothing is below it
 */
export function growTree(
  leaves: ReadonlyMap<number, string>,
  filler: (level: number, place: number) => string,
): Tree {
  const levels: ReadonlyMap<number, string>[] = [leaves];
  const at = (level: number, place: number) => levels[level]?.get(place) ?? filler(level, place);
  for (let level = 0; level < depth; level += 1) {
    const parents = new Set([...(levels[level]?.keys() ?? [])].map((place) => place >> 1));
    levels.push(
      new Map(
        [...parents].map((place) => [place, nodeOf(at(level, place * 2), at(level, place * 2 + 1))] as const),
      ),
    );
  }
  return {
    root: at(depth, 0),
    pathOf: (place) => Array.from({ length: depth }, (_, level) => at(level, (place >> level) ^ 1)),
  };
}

/** The root that a leaf leads to. */
export function rootOf(leaf: string, place: number, path: readonly string[]): string {
  return path.reduce(
    (node, beside, level) => (((place >> level) & 1) === 0 ? nodeOf(node, beside) : nodeOf(beside, node)),
    leaf,
  );
}

/** A place for each of some, by what is drawn for it: the next free one where it is taken. */
export function placesOf(drawn: readonly string[]): readonly number[] {
  const taken = new Set<number>();
  return drawn.map((hash) => {
    let place = Number.parseInt(hash.slice(0, 8), 16) % 2 ** depth;
    while (taken.has(place)) place = (place + 1) % 2 ** depth;
    taken.add(place);
    return place;
  });
}

function nodeOf(left: string, right: string): string {
  return sha256(["node", left, right]);
}

/** SHA-256 of a JSON array without spaces. */
export function sha256(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
