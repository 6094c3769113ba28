import { z } from "zod";
import type { Session } from "../../database/types";
import { growTree, placesOf, sha256 } from "../../organizations/audit/checkpoints/tree";
import { addDays, dayOf, startOfDay } from "../../words/period";

/** A value that nobody can make who has not the secret: 64 hexadecimal digits. */
export type Blind = (text: string) => string;

/** What a receipt of a completed erasure says, in the words that are hashed. */
export interface ReceiptWords {
  readonly id: string;
  readonly requested_at: string;
  readonly purged_at: string;
  readonly refuses_events: boolean;
  readonly counts: unknown;
}

/** A receipt's way to the root of its day. */
export interface ReceiptProof {
  /** The day on which the erasure was completed (UTC), `YYYY-MM-DD`. */
  readonly day: string;
  readonly root: string;
  readonly receipt: ReceiptWords;
  readonly place: number;
  readonly blinding: string;
  readonly path: readonly string[];
}

/** The hash of a receipt: without its blinding nobody can guess what it is of. */
export function receiptLeaf(receipt: ReceiptWords, blinding: string): string {
  const { id, requested_at, purged_at, refuses_events, counts } = receipt;
  return sha256(["erasure", id, requested_at, purged_at, refuses_events, counts, blinding]);
}

/**
 * The receipts of a day as a tree of always the same depth, as those of audit logs are (decision 26): places and what fills the
 * rest are drawn under the secret, so that the root tells neither which erasures there were nor how many.
 */
export async function treeOfDay(
  { prisma }: Pick<Session, "prisma">,
  blind: Blind,
  day: string,
): Promise<{ readonly root: string; readonly prove: (id: string) => ReceiptProof | null }> {
  const rows = await prisma.erasureReceipt.findMany({
    where: { purgedAt: { gte: startOfDay(day), lt: startOfDay(addDays(day, 1)) } },
    orderBy: { id: "asc" },
  });
  const receipts = rows.map(
    ({ id, requestedAt, purgedAt, refuses, counts }): ReceiptWords => ({
      id,
      requested_at: requestedAt.toISOString(),
      purged_at: purgedAt?.toISOString() ?? "",
      refuses_events: refuses,
      counts,
    }),
  );
  const draw = (use: string, of: string | number) => blind(`erasures ${day} ${use} ${of}`);
  const places = placesOf(receipts.map(({ id }) => draw("place", id)));
  const planted = receipts.map((receipt, index) => ({
    receipt,
    place: places[index] ?? 0,
    blinding: draw("leaf", receipt.id),
  }));
  const tree = growTree(
    new Map(planted.map(({ receipt, place, blinding }) => [place, receiptLeaf(receipt, blinding)])),
    (level, place) => draw(`level ${level}`, place),
  );
  return {
    root: tree.root,
    prove(id) {
      const found = planted.find(({ receipt }) => receipt.id === id);
      return found === undefined ? null : { day, root: tree.root, ...found, path: tree.pathOf(found.place) };
    },
  };
}

/** The proof of a receipt; null where the erasure is not completed, or there is none. */
export async function proveReceipt(
  database: Pick<Session, "prisma">,
  blind: Blind,
  id: string,
): Promise<ReceiptProof | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await database.prisma.erasureReceipt.findUnique({ where: { id } });
  if (row?.purgedAt == null) return null;
  const { prove } = await treeOfDay(database, blind, dayOf(row.purgedAt));
  return prove(id);
}
