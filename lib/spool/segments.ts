import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { orStartError, prepareFolder } from "../database/embedded/folder";
import { type Lock, lockFolder } from "../database/embedded/lock";
import { DatabaseInUse } from "../database/types";
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
 * Takes a folder below `folder` that no other process has, with the segments of all others whose process is gone.
 * @param holder see `lockFolder`
 * @throws StartError where the folder cannot be made or written
 */
export function takeFolder(folder: string, holder: string): { readonly own: string; readonly lock: Lock } {
  prepareFolder(folder);
  let taken: { own: string; lock: Lock } | undefined;
  for (let number = 1; taken === undefined; number += 1) {
    const own = join(folder, String(number));
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const lock = tryLock(own, holder);
    if (lock !== null) taken = { own, lock };
  }
  const { own } = taken;
  for (const other of readdirSync(folder).map((name) => join(folder, name))) {
    if (other !== own && statSync(other).isDirectory()) adopt(other, own, holder);
  }
  return taken;
}

function adopt(other: string, own: string, holder: string): void {
  const lock = tryLock(other, holder);
  if (lock === null) return;
  const names = readdirSync(other).filter((name) => segmentName.test(name) || damagedName.test(name));
  for (const name of names) renameSync(join(other, name), join(own, nameFreeIn(own, name)));
  syncFolder(own);
  syncFolder(other);
  lock.release();
}

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
    .map((name) => {
      const content = readFileSync(join(folder, name));
      let records = 0;
      for (const _ of decodeRecords(content)) records += 1;
      return { name, bytes: content.length, records };
    });
  return { segments, damaged: names.filter((name) => damagedName.test(name)) };
}

/** Makes durable which files a folder has. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
