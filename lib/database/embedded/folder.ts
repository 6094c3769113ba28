import { randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from "node:fs";
import { open, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { codeOf } from "../errors";
import { StartError } from "../types";

const UNFINISHED = /^pg\.tmp-/;

/** 31 MB, and room for the first write-ahead log. */
const NEW_DATABASE_MB = 48;

/** Two segments of the write-ahead log. */
const OPENING_MB = 8;

const REASONS: Record<string, string> = {
  EACCES: "no permission to write there",
  EPERM: "no permission to write there",
  EROFS: "the file system is read-only",
  EEXIST: "it is a file",
  ENOTDIR: "it, or a folder above it, is a file",
  ENOENT: "the folder above it does not exist and cannot be made",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
};

/** Makes the data folder, for its owner only. @throws StartError when it cannot be made or written. */
export function prepareFolder(folder: string): void {
  orStartError(folder, () => {
    makeFolder(resolve(folder));
    chmodSync(folder, 0o700);
    const probe = join(folder, `probe-${randomUUID()}`);
    mkdirSync(probe);
    rmSync(probe, { recursive: true });
  });
}

/**
 * Makes sure that `<folder>/pg` is a whole database: what an earlier start left half made is removed, and a new
 * one is made beside and renamed, so that a crash at any moment leaves either nothing or everything.
 *
 * @param initialize makes a database in the folder given to it.
 * @returns the database's own folder.
 */
export async function ensureDatabaseFolder(
  folder: string,
  initialize: (folder: string) => Promise<void>,
): Promise<string> {
  const databaseFolder = join(folder, "pg");
  orStartError(folder, () => removeUnfinished(folder));
  if (existsSync(databaseFolder)) {
    // It may be a link to another disk, which the file system inside WebAssembly would not follow.
    if (existsSync(join(databaseFolder, "PG_VERSION"))) return realpathSync(databaseFolder);
    throw new StartError(`${databaseFolder} exists but holds no database; move it away and start again.`);
  }
  orStartError(folder, () => checkRoom(folder));
  const unfinished = join(folder, `pg.tmp-${randomUUID()}`);
  orStartError(folder, () => mkdirSync(unfinished, { mode: 0o700 }));
  try {
    await initialize(unfinished);
    await flushTree(unfinished);
  } catch (error) {
    removeUnfinished(folder);
    throw error;
  }
  orStartError(folder, () => renameSync(unfinished, databaseFolder));
  await flushOne(folder);
  return databaseFolder;
}

/** Runs `work`; a file-system error becomes a StartError about `folder`. */
export function orStartError<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StartError) throw error;
    const code = codeOf(error);
    const reason =
      (code !== undefined && REASONS[code]) || (error instanceof Error ? error.message : String(error));
    throw new StartError(`The data folder ${folder} cannot be used: ${reason}.`, { cause: error });
  }
}

/** With the folders above it. Node's own `recursive` never ends where a folder above exists but takes none, as /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  mkdirSync(folder, { mode: 0o700 });
}

/** Whether a database on the disk of a folder has no room for what it writes when it opens: some of its log. */
export function isDiskFull(folder: string): boolean {
  return freeMegabytes(folder) < OPENING_MB;
}

function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 1024 ** 2);
}

function checkRoom(folder: string): void {
  const free = freeMegabytes(folder);
  if (free >= NEW_DATABASE_MB) return;
  throw new StartError(
    `The disk of the data folder ${folder} is full: a new database needs ${NEW_DATABASE_MB} MB, and ${free} MB are free.`,
  );
}

function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => UNFINISHED.test(entry))) {
    // The process that made it may still be dying.
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

export async function flushTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await flushTree(path);
    else if (entry.isFile()) await flushOne(path);
  }
  await flushOne(folder);
}

async function flushOne(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
