import { joinTransaction } from "../../database/joinTransaction";
import type { ErasureContext } from "./eraseInstance";
import { type ErasureReceipt, readReceipt } from "./receipt";

/** What an undo brought back: the instance, or only that its events are taken again; null where there was nothing. */
export type Undone =
  | { readonly kind: "restored"; readonly receipt: ErasureReceipt | null }
  | { readonly kind: "accepted" };

interface UndoInput {
  readonly key: string;
}

/**
 * Undoes an erasure for whoever has only the ID: never one of an organization's instance.
 * @returns null where there is nothing to undo
 */
export async function undoErasureById(context: ErasureContext, { key }: UndoInput): Promise<Undone | null> {
  const linked = await context.database.prisma.organizationInstance.count({ where: { instanceKey: key } });
  return linked > 0 ? null : undoErasure(context, { key });
}

/**
 * Undoes an erasure that is not purged yet: the instance is there again with everything its engine sent meanwhile.
 * Published weeks that were counted without it stay as they are: none is counted again. Where the instance is purged
 * and its events are refused, they are taken again.
 * @returns null where there is nothing to undo
 */
export function undoErasure({ database, now }: ErasureContext, { key }: UndoInput): Promise<Undone | null> {
  return joinTransaction(database, async (session) => {
    const { prisma } = session;
    const erasure = await prisma.erasure.findUnique({ where: { instanceKey: key } });
    if (erasure !== null) {
      const { count } = await prisma.erasure.deleteMany({
        where: { instanceKey: key, receiptId: erasure.receiptId, purging: false },
      });
      if (count === 0) return null;
    }
    const refused = await prisma.refusedInstance.deleteMany({ where: { instanceKey: key } });
    if (erasure === null) return refused.count === 0 ? null : { kind: "accepted" };
    const { receiptId: id } = erasure;
    await prisma.erasureReceipt.update({ where: { id }, data: { undoneAt: now } });
    return { kind: "restored", receipt: await readReceipt({ database: session }, { id }) };
  });
}
