import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Whose database is to get what waits in a folder. */
const Owner = z.object({
  /** The installation, as its database names it; null while that was not asked yet. */
  id: z.uuid().nullable(),
  /** Where the database is: all that is known of it then. */
  at: z.string(),
});

export type Owner = z.output<typeof Owner>;

const fileIn = (folder: string) => join(folder, "owner");

/** What is written down beside the segments; null where nothing is, or it cannot be read. */
export function readOwner(folder: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(readFileSync(fileIn(folder), "utf8")));
  } catch {
    return null;
  }
}

/** Writes it down durably. */
export function writeOwner(folder: string, owner: Owner): void {
  const draft = `${fileIn(folder)}.new`;
  const descriptor = openSync(draft, "w", 0o600);
  try {
    writeSync(descriptor, JSON.stringify(owner));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, fileIn(folder));
}

/**
 * Whether what waits is for our database. By the installation where both are known; else, by where the database is. A
 * folder that names none is of a version that wrote nothing down.
 * @param ours undefined for who does not ask
 */
export function isOurs(theirs: Owner | null, ours: Owner | undefined): boolean {
  if (theirs === null || ours === undefined) return true;
  return theirs.id !== null && ours.id !== null ? theirs.id === ours.id : theirs.at === ours.at;
}
