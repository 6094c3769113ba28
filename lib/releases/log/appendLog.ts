import { sql } from "kysely";
import type { Session } from "../../database/types";
import { findNewEntries } from "./entries";
import { growTree, leafOf } from "./growTree";
import type { LogSigner } from "./signer";
import { isSameHash, rootOf } from "./tree/merkle";
import { isSignedBy, readCheckpoint } from "./tree/note";
import { hashesFromTiles } from "./tree/tiles";

/** The stored log is not what was signed of it: nothing is added to it any more. */
export class LogBroken extends Error {
  override name = "LogBroken";
}

type LogSession = Pick<Session, "prisma" | "sql">;

/**
 * Says what is new, and signs the tree that it is part of. Meant to run inside a transaction that nobody else has at the
 * same time: entries, hashes and signature are there together or not at all.
 * @returns how many entries were added
 * @throws LogBroken where the tree is not the one that was signed last
 */
export async function appendLog(session: LogSession, signer: LogSigner, now: Date): Promise<number> {
  const { prisma, sql: tables } = session;
  const entries = await findNewEntries(session, signer.blind);
  if (entries.length === 0) return 0;
  const size = await readCheckedSize(session, signer);
  const grown = await growTree(
    (level, place) => readTile(session, level, place),
    size,
    entries.map(({ data }) => leafOf(data)),
  );
  await prisma.logEntry.createMany({
    data: entries.map((entry, index) => ({ place: size + index, ...entry })),
  });
  await tables
    .insertInto("log_tile")
    .values(grown.map(({ hashes, ...tile }) => ({ ...tile, hashes: Buffer.from(hashes) })))
    .onConflict((conflict) =>
      conflict.columns(["level", "place"]).doUpdateSet({ hashes: sql`excluded.hashes` }),
    )
    .execute();
  const after = size + entries.length;
  const root = await rootOf(
    hashesFromTiles((level, place) => readTile(session, level, place), after),
    after,
  );
  await prisma.logCheckpoint.create({
    data: { size: after, at: now, note: await signer.sign({ size: after, root }) },
  });
  return entries.length;
}

/** How many leaves the log has, as signed: what is added to another tree would be signed with it. */
async function readCheckedSize(session: LogSession, signer: LogSigner): Promise<number> {
  const last = await session.prisma.logCheckpoint.findFirst({ orderBy: { size: "desc" } });
  const entries = await session.prisma.logEntry.count();
  if (last === null) {
    if (entries > 0) throw new LogBroken("the log has entries, and nothing was signed of it");
    return 0;
  }
  const head = readCheckpoint(last.note);
  if (head === null || head.size !== last.size || !(await isSignedBy(last.note, signer.key)))
    throw new LogBroken("what was signed of the log last is not signed by its key, or under its name");
  const root = await rootOf(
    hashesFromTiles((level, place) => readTile(session, level, place), head.size),
    head.size,
  );
  if (entries !== head.size || !isSameHash(root, head.root))
    throw new LogBroken("the log is not the one that was signed last");
  return head.size;
}

/** The stored hashes of a tile; none where there is no such tile. */
export async function readTile(
  { sql: tables }: Pick<Session, "sql">,
  level: number,
  place: number,
): Promise<Uint8Array> {
  const row = await tables
    .selectFrom("log_tile")
    .select("hashes")
    .where("level", "=", level)
    .where("place", "=", place)
    .executeTakeFirst();
  return row?.hashes ?? new Uint8Array();
}
