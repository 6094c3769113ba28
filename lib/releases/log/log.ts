import type { Part } from "../../database/part";
import type { Database } from "../../database/types";
import { readTile } from "./appendLog";
import { type EntryKind, entryKinds } from "./entries";
import { hashBytes, proveInclusion } from "./tree/merkle";
import { writeProof } from "./tree/note";
import { hashesFromTiles, tileWidth, widthOf, writeEntries } from "./tree/tiles";

/** An entry of the log. */
export interface LogEntry {
  readonly place: number;
  readonly kind: EntryKind;
  readonly subject: string;
  /** ISO 8601: when what it says happened. */
  readonly at: string;
  readonly data: string;
}

/** The transparency log, as everybody may read it. */
export interface Log {
  /** The signed checkpoint of all there is; null before the first. */
  checkpoint(): Promise<string | null>;
  /** Hashes of a tile; null where so many are not there. */
  tile(level: number, index: number, width: number): Promise<Uint8Array | null>;
  /** A bundle of entries; null where so many are not there. */
  entryBundle(index: number, width: number): Promise<Uint8Array | null>;
  /** Newest first. @param part those before the entry of a place, and how many */
  entries(part: Part): Promise<readonly LogEntry[]>;
  /** What was said of something; null where nothing was. */
  find(kind: EntryKind, subject: string): Promise<LogEntry | null>;
  /** A proof that an entry is in the log, with the newest checkpoint; null where it is not. */
  prove(entry: Pick<LogEntry, "place">): Promise<string | null>;
}

export function createLog(database: Pick<Database, "prisma" | "sql">): Log {
  const { prisma } = database;
  const newest = () => prisma.logCheckpoint.findFirst({ orderBy: { size: "desc" } });
  const signedSize = async () => (await newest())?.size ?? 0;
  return {
    checkpoint: async () => (await newest())?.note ?? null,
    async tile(level, index, width) {
      if (width > widthOf(level, index, await signedSize())) return null;
      return (await readTile(database, level, index)).subarray(0, width * hashBytes);
    },
    async entryBundle(index, width) {
      if (width > widthOf(0, index, await signedSize())) return null;
      const start = index * tileWidth;
      const rows = await prisma.logEntry.findMany({
        where: { place: { gte: start, lt: start + width } },
        orderBy: { place: "asc" },
        select: { data: true },
      });
      return writeEntries(rows.map(({ data }) => Buffer.from(data)));
    },
    async entries({ after, take }) {
      const rows = await prisma.logEntry.findMany({
        where: after === null ? {} : { place: { lt: Number(after) } },
        orderBy: { place: "desc" },
        take,
      });
      return rows.map(entryOf);
    },
    async find(kind, subject) {
      const row = await prisma.logEntry.findUnique({ where: { kind_subject: { kind, subject } } });
      return row === null ? null : entryOf(row);
    },
    async prove({ place }) {
      const last = await newest();
      if (last === null || place >= last.size) return null;
      const read = hashesFromTiles((level, index) => readTile(database, level, index), last.size);
      return writeProof({
        index: place,
        hashes: await proveInclusion(read, place, last.size),
        note: last.note,
      });
    },
  };
}

interface Row {
  readonly place: number;
  readonly kind: string;
  readonly subject: string;
  readonly at: Date;
  readonly data: string;
}

function entryOf({ place, kind, subject, at, data }: Row): LogEntry {
  if (!(kind in entryKinds)) throw new Error(`an entry of a kind that is none: ${kind}`);
  return { place, kind: kind as EntryKind, subject, at: at.toISOString(), data };
}
