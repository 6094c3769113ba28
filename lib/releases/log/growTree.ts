import { createHash } from "node:crypto";
import { hashBytes } from "./tree/merkle";
import { hashesAt, tileWidth } from "./tree/tiles";

/** A tile of the tree as it is stored. */
export interface StoredTile {
  readonly level: number;
  readonly place: number;
  readonly hashes: Uint8Array;
}

/** Reads the stored hashes of a tile; none where there is no such tile yet. */
export type ReadStored = (level: number, place: number) => Promise<Uint8Array>;

/**
 * Puts leaves at the end of a tree.
 * @param size of the tree so far
 * @returns the tiles that are other than before
 */
export async function growTree(
  read: ReadStored,
  size: number,
  leaves: readonly Uint8Array[],
): Promise<readonly StoredTile[]> {
  const changed = new Map<string, { level: number; place: number; hashes: Buffer }>();
  const append = async (level: number, at: number, hash: Uint8Array): Promise<void> => {
    const place = Math.floor(at / tileWidth);
    const name = `${level}/${place}`;
    const tile = changed.get(name) ?? { level, place, hashes: Buffer.from(await read(level, place)) };
    if (tile.hashes.length !== (at % tileWidth) * hashBytes)
      throw new Error(`tile ${name} of the log has not the hashes that it should have`);
    tile.hashes = Buffer.concat([tile.hashes, hash]);
    changed.set(name, tile);
    if ((at + 1) % tileWidth === 0) await append(level + 1, place, rootOfTile(tile.hashes));
  };
  for (const [index, leaf] of leaves.entries()) await append(0, size + index, leaf);
  return [...changed.values()];
}

/** The hash over a full tile. */
function rootOfTile(hashes: Buffer): Buffer {
  if (hashes.length === hashBytes) return hashes;
  const half = hashes.length / 2;
  const [left, right] = [rootOfTile(hashes.subarray(0, half)), rootOfTile(hashes.subarray(half))];
  return createHash("sha256").update(Uint8Array.of(1)).update(left).update(right).digest();
}

/** The hash of an entry, as `hashLeaf` makes it. */
export function leafOf(entry: string): Buffer {
  return createHash("sha256").update(Uint8Array.of(0)).update(entry).digest();
}

/** Every tile that a tree of so many leaves has, by level and place. */
export function tilesOf(size: number): { readonly level: number; readonly place: number }[] {
  const tiles = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const count = Math.ceil(hashesAt(level, size) / tileWidth);
    for (let place = 0; place < count; place += 1) tiles.push({ level, place });
  }
  return tiles;
}
