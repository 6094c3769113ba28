import { hashLeaf, hashNode, isSameHash, sha256 } from "./merkle";
import { isSignedBy, type LogKey, readCheckpoint } from "./note";
import { readEntries, tilePath, tileWidth } from "./tiles";

/** What is wrong with a log, in words for a reader. */
export class LogBent extends Error {
  override name = "LogBent";
}

/** A log that was checked. */
export interface VerifiedLog {
  readonly size: number;
  readonly entries: readonly Uint8Array[];
  /** The signed checkpoint, to be remembered. */
  readonly note: string;
  /** How many entries the remembered checkpoint had; null where none was given. */
  readonly remembered: number | null;
}

/**
 * Checks a log by what everybody can get of it: that the checkpoint is signed, that the entries are those it signs, and that they begin with
 * those of a checkpoint that was remembered.
 * @param get the bytes at a path below the log's address
 * @throws LogBent where something is not as it should be
 */
export async function verifyRemotely(
  get: (path: string) => Promise<Uint8Array>,
  key: LogKey,
  remembered: string | null = null,
): Promise<VerifiedLog> {
  const note = new TextDecoder().decode(await get("checkpoint"));
  const head = await readSigned(note, key, "The checkpoint of the log");
  const entries: Uint8Array[] = [];
  for (let index = 0; entries.length < head.size; index += 1) {
    const width = Math.min(tileWidth, head.size - index * tileWidth);
    const bundle = readEntries(await get(tilePath("entries", index, width)));
    if (bundle.length !== width)
      throw new LogBent(`Bundle ${index} has not the entries that it should have.`);
    entries.push(...bundle);
  }
  const leaves = await Promise.all(entries.map(hashLeaf));
  if (!isSameHash(await rootOfLeaves(leaves, head.size), head.root))
    throw new LogBent("The entries are not those that the checkpoint signs.");
  if (remembered === null) return { size: head.size, entries, note, remembered: null };
  const before = await readSigned(
    remembered.endsWith("\n") ? remembered : `${remembered}\n`,
    key,
    "What you kept",
  );
  if (before.size > head.size)
    throw new LogBent(
      `The log had ${before.size} entries when you kept it, and has ${head.size}: some were taken out.`,
    );
  if (!isSameHash(await rootOfLeaves(leaves, before.size), before.root))
    throw new LogBent(
      `The first ${before.size} entries are not those that you kept: the past was rewritten.`,
    );
  return { size: head.size, entries, note, remembered: before.size };
}

async function readSigned(note: string, key: LogKey, what: string) {
  const head = readCheckpoint(note);
  if (head === null) throw new LogBent(`${what} is no checkpoint.`);
  if (head.origin !== key.name || !(await isSignedBy(note, key)))
    throw new LogBent(`${what} is not signed by the key of this log.`);
  return head;
}

/** The root over the first so many leaves, of nothing but them. */
async function rootOfLeaves(leaves: readonly Uint8Array[], size: number): Promise<Uint8Array> {
  const [first] = leaves;
  if (size === 0 || first === undefined) return sha256();
  if (size === 1) return first;
  const half = 2 ** (Math.ceil(Math.log2(size)) - 1);
  return hashNode(
    await rootOfLeaves(leaves.slice(0, half), half),
    await rootOfLeaves(leaves.slice(half), size - half),
  );
}
