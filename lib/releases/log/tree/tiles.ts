import { type Hash, hashBytes, hashNode, type ReadHash } from "./merkle";

/** Levels of the tree that a tile has, and hashes in its lowest. */
const tileHeight = 8;
export const tileWidth = 2 ** tileHeight;

/** Reads the lowest hashes of a tile, one after the other: all that there are of it in a tree of the size that is meant. */
export type ReadTile = (level: number, index: number, width: number) => Promise<Uint8Array>;

/** How many hashes a level of tiles has in a tree of so many leaves. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** How many hashes of a tile there are in a tree of so many leaves; 0 where there is no such tile. */
export function widthOf(level: number, index: number, size: number): number {
  return Math.min(tileWidth, Math.max(0, hashesAt(level, size) - index * tileWidth));
}

/** Reads hashes of a tree of so many leaves from its tiles, each once. @throws RangeError for a tile of another length */
export function hashesFromTiles(readTile: ReadTile, size: number): ReadHash {
  const tiles = new Map<string, Promise<Uint8Array>>();
  const tileOf = async (level: number, index: number) => {
    const name = `${level}/${index}`;
    const width = widthOf(level, index, size);
    const known = tiles.get(name) ?? readTile(level, index, width);
    tiles.set(name, known);
    const tile = await known;
    if (tile.length < width * hashBytes) throw new RangeError(`tile ${name} is too short`);
    return tile;
  };
  return async (level, place) => {
    const tileLevel = Math.floor(level / tileHeight);
    const above = level % tileHeight;
    // In the lowest row of its tile it stands for so many hashes.
    const first = place * 2 ** above;
    const tile = await tileOf(tileLevel, Math.floor(first / tileWidth));
    const at = first % tileWidth;
    return joinHashes(tile, at, 2 ** above);
  };
}

/** The hash of a whole tree over hashes of a tile. @param count a power of two */
export async function joinHashes(tile: Uint8Array, first: number, count: number): Promise<Hash> {
  if (count === 1) return Uint8Array.from(tile.subarray(first * hashBytes, (first + 1) * hashBytes));
  const half = count / 2;
  return hashNode(await joinHashes(tile, first, half), await joinHashes(tile, first + half, half));
}

/** The path of a tile, or of a bundle of entries, below the address of the log: `tile/0/x001/234.p/5`. */
export function tilePath(level: number | "entries", index: number, width: number): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const groups = digits.match(/\d{3}/g) ?? [];
  const name = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${name}${width === tileWidth ? "" : `.p/${width}`}`;
}

/** What a path after `tile/` asks for; null for one that nobody makes. */
export function readTilePath(
  path: readonly string[],
): { readonly level: number | "entries"; readonly index: number; readonly width: number } | null {
  const [level = "", ...rest] = path;
  if (!/^(entries|\d|[1-5]\d|6[0-3])$/.test(level)) return null;
  const [, names = "", width] = /^((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(rest.join("/")) ?? [];
  if (names === "") return null;
  const asked = {
    level: level === "entries" ? ("entries" as const) : Number(level),
    index: Number(names.replaceAll(/[x/]/g, "")),
    width: width === undefined ? tileWidth : Number(width),
  };
  return `tile/${path.join("/")}` === tilePath(asked.level, asked.index, asked.width) && asked.width > 0
    ? asked
    : null;
}

/** Entries as a bundle has them: each after its length, two bytes. @throws RangeError for one that is too long */
export function writeEntries(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bundle = new Uint8Array(entries.reduce((sum, { length }) => sum + length + 2, 0));
  const view = new DataView(bundle.buffer);
  let at = 0;
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new RangeError("an entry is too long");
    view.setUint16(at, entry.length);
    bundle.set(entry, at + 2);
    at += entry.length + 2;
  }
  return bundle;
}

/** The entries of a bundle. @throws RangeError for one that is cut off */
export function readEntries(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + view.getUint16(at);
    if (end > bundle.length) throw new RangeError("a bundle of entries is cut off");
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
