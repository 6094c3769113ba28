import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { orStartError, prepareFolder } from "../database/embedded/folder";
import { type Lock, lockFolder } from "../database/embedded/lock";
import { DatabaseInUse } from "../database/types";
import { isOurs, type Owner, readOwner, writeOwner } from "./owner";
import { decodeRecords } from "./records";

/** A file of records that is written no more. */
export interface Segment {
  readonly name: string;
  readonly bytes: number;
  /** Records and what is left of damaged ones. */
  readonly records: number;
}

const segmentName = /^(\d+)-(\d{8})\.segment$/;
const damagedName = /\.damaged$/;

/** Milliseconds since 1970, then a number: names sort by when their first record came. */
export const nameOfSegment = (atMs: number, number: number) =>
  `${atMs}-${String(number).padStart(8, "0")}.segment`;

export const numberOf = (name: string) => Number(segmentName.exec(name)?.[2]);

/** When the first record of a segment came; ISO 8601. */
export const beganAt = (name: string) => new Date(Number(segmentName.exec(name)?.[1])).toISOString();

/**
 * Takes a folder below `folder` that no other process has, and that has nothing of another installation in it.
 * @param holder see `lockFolder`
 * @throws StartError where the folder cannot be made or written
 */
export function takeFolder(
  folder: string,
  holder: string,
  owner: Owner | undefined,
): { readonly own: string; readonly lock: Lock } {
  prepareFolder(folder);
  for (let number = 1; ; number += 1) {
    const own = join(folder, String(number));
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const lock = tryLock(own, holder);
    if (lock === null) continue;
    const isFree = keptIn(own).length === 0;
    if (isFree || isOurs(readOwner(own), owner)) {
      if (owner !== undefined && (isFree || owner.id !== null)) writeOwner(own, owner);
      return { own, lock };
    }
    lock.release();
  }
}

/**
 * Moves into `own` what other folders have whose process is gone.
 * @returns the names of the segments that came, and the folders that wait for another installation's database
 */
export function adoptOthers(
  folder: string,
  {
    own,
    holder,
    owner,
  }: { readonly own: string; readonly holder: string; readonly owner: Owner | undefined },
): { readonly adopted: readonly string[]; readonly foreign: readonly string[] } {
  const adopted: string[] = [];
  const foreign: string[] = [];
  for (const other of readdirSync(folder).map((name) => join(folder, name))) {
    if (other === own || !statSync(other).isDirectory()) continue;
    const lock = tryLock(other, holder);
    if (lock === null) continue;
    if (isOurs(readOwner(other), owner)) adopted.push(...moveAll(other, own));
    else if (keptIn(other).length > 0) foreign.push(other);
    lock.release();
  }
  return { adopted, foreign };
}

/** Gives what is for another installation's database a folder of its own. */
export function setApart(folder: string, own: string, names: readonly string[], owner: Owner): void {
  for (let number = 1; ; number += 1) {
    const other = join(folder, String(number));
    if (existsSync(other)) continue;
    mkdirSync(other, { mode: 0o700 });
    writeOwner(other, owner);
    for (const name of names) renameSync(join(own, name), join(other, name));
    syncBoth(own, other);
    return;
  }
}

function moveAll(other: string, own: string): readonly string[] {
  const moved = keptIn(other).map((name) => {
    const free = nameFreeIn(own, name);
    renameSync(join(other, name), join(own, free));
    return free;
  });
  rmSync(join(other, "reserve"), { force: true });
  if (moved.length > 0) syncBoth(own, other);
  return moved;
}

function syncBoth(own: string, other: string): void {
  syncFolder(own);
  syncFolder(other);
}

/** Segments, and what is kept of damaged ones. */
export const keptIn = (folder: string) =>
  readdirSync(folder).filter((name) => segmentName.test(name) || damagedName.test(name));

/** Two processes may have begun a segment in the same millisecond. */
function nameFreeIn(folder: string, name: string): string {
  const taken = new Set(readdirSync(folder));
  const [, atMs, number] = segmentName.exec(name) ?? [];
  if (atMs === undefined) return taken.has(name) ? `other-${name}` : name;
  for (let next = Number(number); ; next += 1) {
    const free = nameOfSegment(Number(atMs), next);
    if (!taken.has(free)) return free;
  }
}

function tryLock(folder: string, holder: string): Lock | null {
  try {
    return orStartError(folder, () => lockFolder(folder, holder));
  } catch (error) {
    if (error instanceof DatabaseInUse) return null;
    throw error;
  }
}

/** The segments in a folder, oldest first, and the names of those that are kept because of damage. */
export function listSegments(folder: string): { readonly segments: Segment[]; readonly damaged: string[] } {
  const names = readdirSync(folder).sort();
  const segments = names
    .filter((name) => segmentName.test(name))
    .map((name) => describeSegment(name, readFileSync(join(folder, name))));
  return { segments, damaged: names.filter((name) => damagedName.test(name)) };
}

/** A segment of that name with that content. */
export function describeSegment(name: string, content: Buffer): Segment {
  let records = 0;
  for (const _ of decodeRecords(content)) records += 1;
  return { name, bytes: content.length, records };
}

/** Whether a name is that of a segment that can be handed over. */
export const isSegment = (name: string) => segmentName.test(name);

/** Makes durable which files a folder has. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
