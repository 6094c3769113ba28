import type { Part } from "../../database/part";
import type { Database } from "../../database/types";
import { aboutSchema, type ReleaseAbout } from "../make/about";
import { type FileBytes, fileBytes } from "./fileBytes";

/** A release without its files. */
export interface Release {
  /** `2026-11-30`, or `2026-11-30.2` for the second of a day. */
  readonly id: string;
  /** 1, 2, 3 … */
  readonly number: number;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly about: ReleaseAbout;
  /** SHA-256 of its list of checksums, hexadecimal: names every byte of it. */
  readonly sums: string;
}

/** A file of a release, without its bytes. */
export interface ReleaseFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/** What was published, for whoever shows, searches or hands it on. */
export interface Releases {
  /** Newest first. @param part those after the release of an id, and how many; all where it is not given */
  list(part?: Part): Promise<readonly Release[]>;
  /** Null before the first. */
  latest(): Promise<Release | null>;
  /** @param id or `latest`. Null for one that is not there */
  find(id: string): Promise<Release | null>;
  /** The one before it. */
  before(release: Pick<Release, "number">): Promise<Release | null>;
  /** In the order in which they were made: tables first. */
  files(id: string): Promise<readonly ReleaseFile[]>;
  /** A file with its bytes, read as they are asked for; null for one that is not there. */
  open(id: string, path: string): Promise<(ReleaseFile & FileBytes) | null>;
  /** A whole file of text. @throws RangeError for one that is not there */
  text(id: string, path: string): Promise<string>;
}

export function createReleases(database: Pick<Database, "prisma" | "sql">): Releases {
  const { prisma } = database;
  const find = async (id: string) => {
    const row =
      id === "latest"
        ? await prisma.release.findFirst({ orderBy: { number: "desc" } })
        : await prisma.release.findUnique({ where: { id } });
    return row === null ? null : releaseOf(row);
  };
  const open = async (id: string, path: string) => {
    const file = await prisma.releaseFile.findUnique({ where: { releaseId_path: { releaseId: id, path } } });
    if (file === null) return null;
    const { hash } = file;
    const [size, crc] = [Number(file.size), Number(file.crc)];
    return { path, size, hash, ...fileBytes(database, { id, path, size, crc }) };
  };
  return {
    async list(part) {
      const after =
        part?.after == null ? null : await prisma.release.findUnique({ where: { id: part.after } });
      const rows = await prisma.release.findMany({
        where: after === null ? {} : { number: { lt: after.number } },
        orderBy: { number: "desc" },
        ...(part === undefined ? {} : { take: part.take }),
      });
      return rows.map(releaseOf);
    },
    latest: () => find("latest"),
    find,
    async before({ number }) {
      const row = await prisma.release.findUnique({ where: { number: number - 1 } });
      return row === null ? null : releaseOf(row);
    },
    async files(id) {
      const rows = await prisma.releaseFile.findMany({ where: { releaseId: id }, orderBy: { place: "asc" } });
      return rows.map(({ path, size, hash }) => ({ path, size: Number(size), hash }));
    },
    open,
    async text(id, path) {
      const file = await open(id, path);
      if (file === null) throw new RangeError(`${id} has no ${path}`);
      const pieces: Uint8Array[] = [];
      for await (const piece of file.bytes()) pieces.push(piece);
      return Buffer.concat(pieces).toString();
    },
  };
}

interface Row {
  readonly id: string;
  readonly number: number;
  readonly publishedAt: Date;
  readonly about: unknown;
  readonly sums: string;
}

function releaseOf({ id, number, publishedAt, about, sums }: Row): Release {
  return { id, number, publishedAt: publishedAt.toISOString(), about: aboutSchema.parse(about), sums };
}

/** Whether a text can be the id of a release. */
export function isReleaseId(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:\.\d{1,4})?$/.test(text);
}
