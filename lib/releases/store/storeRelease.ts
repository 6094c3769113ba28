import { recordset } from "../../database/recordset";
import type { Session } from "../../database/types";
import type { Composed } from "../make/composeRelease";
import { sumsFile } from "../make/describe/described";
import type { ReleaseSource } from "../make/source";

const fileColumns = ["release_id", "path", "place", "size", "hash", "crc"] as const;
const partColumns = ["release_id", "path", "place", "hash"] as const;

/**
 * Publishes a release whose parts are stored: from here on it is there, and never changes. Meant to run inside a
 * transaction. What an unfinished one left is deleted.
 * @throws DatabaseError where another process has published it
 */
export async function storeRelease(
  { prisma, sql }: Pick<Session, "prisma" | "sql">,
  { id, number, publishedAt }: Pick<ReleaseSource, "id" | "number" | "publishedAt">,
  { about, files }: Composed,
): Promise<void> {
  const sums = files.find(({ path }) => path === sumsFile)?.hash;
  if (sums === undefined) throw new Error(`a release without ${sumsFile}`);
  await prisma.release.create({ data: { id, number, publishedAt, about, sums } });
  const fileRows = files.map(({ path, size, hash, crc }, index) => ({
    ...{ release_id: id, path, place: index + 1, size, hash, crc },
  }));
  await sql
    .insertInto("release_file")
    .columns([...fileColumns])
    .expression((of) =>
      of
        .selectFrom(recordset("release_file", fileColumns, fileRows))
        .select(fileColumns.map((one) => `r.${one}` as const)),
    )
    .execute();
  const partRows = files.flatMap(({ path, parts }) =>
    parts.map((hash, index) => ({ release_id: id, path, place: index + 1, hash })),
  );
  await sql
    .insertInto("release_part")
    .columns([...partColumns])
    .expression((of) =>
      of
        .selectFrom(recordset("release_part", partColumns, partRows))
        .select(partColumns.map((one) => `r.${one}` as const)),
    )
    .execute();
  await sql
    .deleteFrom("release_blob")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("release_part").select("path").whereRef("release_part.hash", "=", "release_blob.hash"),
        ),
      ),
    )
    .execute();
}
