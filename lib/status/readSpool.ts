import type { SpoolState } from "../spool/spool";

/** Events that wait on the disk because the database did not take them. */
export interface SpoolReading {
  readonly waiting: number;
  /** When the first of them came, ISO 8601; null where none waits. */
  readonly since: string | null;
  /** True where the latest ones did not fit. */
  readonly isFull: boolean;
  /** Events that could not be stored since the process started. */
  readonly damaged: number;
  /** The latest of them: file, byte and what is wrong. */
  readonly places: readonly string[];
  /** Files that are kept because of them, of earlier processes too. */
  readonly damagedFiles: readonly string[];
  /** Folders with events for the database of another installation; they are left alone. */
  readonly foreignFolders: readonly string[];
}

/** What is said of the spool; null where there is none. */
export function readSpool(state: SpoolState | null): SpoolReading | null {
  if (state === null) return null;
  const { records, since, isFull, damaged, found, damagedSegments, foreignFolders } = state;
  return {
    waiting: records,
    since,
    isFull,
    damaged,
    places: found.map(({ file, offset, damage }) => `${file}, byte ${offset}: ${damage}`),
    damagedFiles: damagedSegments,
    foreignFolders,
  };
}

/** What everybody may see where figures are published: of counts their size, and no files. */
export function publishSpool(spool: SpoolReading | null): SpoolReading | null {
  if (spool === null) return null;
  const { waiting, damaged } = spool;
  return {
    ...spool,
    waiting: waiting === 0 ? 0 : nextPowerOfTen(waiting),
    damaged: damaged === 0 ? 0 : nextPowerOfTen(damaged),
    places: [],
    damagedFiles: [],
    foreignFolders: [],
  };
}

/** 7 becomes 10, and 345 becomes 1,000. */
export function nextPowerOfTen(count: number): number {
  return 10 ** Math.max(1, Math.ceil(Math.log10(Math.max(1, count))));
}
