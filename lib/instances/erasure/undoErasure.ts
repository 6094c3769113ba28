import { joinTransaction } from "../../database/joinTransaction";
import type { Session } from "../../database/types";
import { dayOf } from "../../words/period";
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
 * Periods of the statistics that closed without it are marked to be counted again. Where the instance is purged and
 * its events are refused, they are taken again.
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
    const { receiptId: id, requestedAt } = erasure;
    await prisma.erasureReceipt.update({ where: { id }, data: { undoneAt: now } });
    await markDays(session, { key, since: requestedAt, now });
    return { kind: "restored", receipt: await readReceipt({ database: session }, { id }) };
  });
}

/** Days from the erasure on that are over: their periods may have closed without the instance. */
async function markDays(
  { withErased }: Session,
  { key, since, now }: { readonly key: string; readonly since: Date; readonly now: Date },
): Promise<void> {
  await withErased
    .insertInto("instance_day_late")
    .columns(["instance_key", "day", "starts", "marks", "marked_at"])
    .expression(({ selectFrom, val }) =>
      selectFrom("instance_day")
        .where("instance_key", "=", key)
        .where("day", ">=", dayOf(since))
        .where("day", "<", dayOf(now))
        .orderBy("day")
        .select([
          "instance_key",
          "day",
          val(true).as("starts"),
          val(1).as("marks"),
          val(now).as("marked_at"),
        ]),
    )
    .onConflict((conflict) =>
      conflict.columns(["instance_key", "day"]).doUpdateSet(({ eb, ref }) => ({
        starts: true,
        marks: eb("instance_day_late.marks", "+", 1),
        marked_at: ref("excluded.marked_at"),
      })),
    )
    .execute();
}
