import type { Database } from "../../database/types";
import { readTile } from "./appendLog";
import { growTree, leafOf, type StoredTile, tilesOf } from "./growTree";
import { isSameHash, rootOf } from "./tree/merkle";
import { isSignedBy, type LogKey, readCheckpoint } from "./tree/note";
import { hashesFromTiles } from "./tree/tiles";

/** How a stored log is: what was checked of it, and the first thing that is wrong. */
export interface LogState {
  readonly entries: number;
  readonly checkpoints: number;
  /** In words; null where all is as it was signed. */
  readonly fault: string | null;
}

/** Entries that are read at once. */
const pageSize = 1_000;

/**
 * Checks the whole log against everything that was ever signed of it: makes the tree again from the entries, and compares its root at
 * each checkpoint, and the stored hashes.
 * @param remembered a checkpoint that somebody kept elsewhere: only it shows a log that was written anew with its key
 */
export async function verifyStored(
  { prisma, sql }: Pick<Database, "prisma" | "sql">,
  key: LogKey,
  remembered: string | null = null,
): Promise<LogState> {
  const stored = await prisma.logCheckpoint.findMany({ orderBy: { size: "asc" } });
  const tiles = new Map<string, StoredTile>();
  const read = async (level: number, place: number) =>
    tiles.get(`${level}/${place}`)?.hashes ?? new Uint8Array();
  let entries = 0;
  const growTo = async (size: number) => {
    while (entries < size) {
      const rows = await prisma.logEntry.findMany({
        where: { place: { gte: entries, lt: Math.min(size, entries + pageSize) } },
        orderBy: { place: "asc" },
      });
      if (rows.length === 0 || rows[0]?.place !== entries || rows.at(-1)?.place !== entries + rows.length - 1)
        return false;
      const grown = await growTree(
        read,
        entries,
        rows.map(({ data }) => leafOf(data)),
      );
      for (const tile of grown) tiles.set(`${tile.level}/${tile.place}`, tile);
      entries += rows.length;
    }
    return true;
  };
  const state = (fault: string | null): LogState => ({ entries, checkpoints: stored.length, fault });
  const kept =
    remembered === null ? [] : [{ size: readCheckpoint(remembered)?.size ?? -1, note: remembered }];
  const all = [...stored, ...kept].toSorted((one, other) => one.size - other.size);
  for (const { size, note } of all) {
    const head = readCheckpoint(note);
    if (head === null || head.size !== size) return state(`the checkpoint at ${size} entries is none`);
    if (!(await isSignedBy(note, key)))
      return state(`the checkpoint at ${size} entries is not signed by this log's key`);
    if (!(await growTo(size))) return state(`of ${size} entries that were signed, only ${entries} are there`);
    const root = await rootOf(hashesFromTiles(read, size), size);
    if (!isSameHash(root, head.root))
      return state(`the first ${size} entries are not those that were signed`);
  }
  if ((await prisma.logEntry.count()) !== entries)
    return state(`after ${entries} entries that were signed there are others`);
  for (const { level, place } of tilesOf(entries)) {
    if (!isSameHash(await readTile({ sql }, level, place), await read(level, place)))
      return state(`the stored hashes of tile ${level}/${place} are not those of the entries`);
  }
  return state(null);
}
