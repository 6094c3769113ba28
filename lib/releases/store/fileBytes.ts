import type { Session } from "../../database/types";
import { gzipHead, gzipTail, inflatePiece } from "../files/deflated";

/** A part of a file, first and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** The bytes of a file, a part at a time: nothing is read that nobody takes. */
export interface FileBytes {
  /** @param range all where it is not given */
  bytes(range?: ByteRange): AsyncGenerator<Uint8Array>;
  /** The file as a gzip file, made of what is stored without compressing anything. */
  gzip(): AsyncGenerator<Uint8Array>;
}

interface File {
  readonly id: string;
  readonly path: string;
  readonly size: number;
  readonly crc: number;
}

export function fileBytes({ sql }: Pick<Session, "sql">, { id, path, size, crc }: File): FileBytes {
  const listParts = () =>
    sql
      .selectFrom("release_part as part")
      .innerJoin("release_blob as blob", "blob.hash", "part.hash")
      .select(["part.hash", "blob.size"])
      .where("part.release_id", "=", id)
      .where("part.path", "=", path)
      .orderBy("part.place")
      .execute();
  const deflatedOf = async (hash: string) => {
    const row = await sql
      .selectFrom("release_blob")
      .select("deflated")
      .where("hash", "=", hash)
      .executeTakeFirstOrThrow();
    return row.deflated;
  };
  return {
    async *bytes(range = { first: 0, last: size - 1 }) {
      let start = 0;
      for (const part of await listParts()) {
        const [from, to] = [Math.max(0, range.first - start), Math.min(part.size, range.last + 1 - start)];
        start += part.size;
        if (from < to) yield inflatePiece(await deflatedOf(part.hash)).subarray(from, to);
      }
    },
    async *gzip() {
      yield gzipHead;
      for (const { hash } of await listParts()) yield await deflatedOf(hash);
      yield gzipTail(crc, size);
    },
  };
}
