import { randomUUID } from "node:crypto";
import { joinTransaction } from "../../database/joinTransaction";
import type { Database, Session } from "../../database/types";
import { countStored, type ErasureReceipt, readReceipt } from "./receipt";

/** For so many days an erasure can be undone. */
export const undoDays = 7;

/** What erasing works with: the database, or the transaction that it is a part of. */
export interface ErasureContext {
  readonly database: Database | Session;
  readonly now: Date;
}

interface EraseInput {
  readonly key: string;
  /** Drops later events of the instance, from now on and after the purge. */
  readonly refuseEvents: boolean;
}

/**
 * Hides an instance from everything that reads, and marks it to be purged in a week. What its engine sends until then
 * is stored hidden, so that nothing is missing where the erasure is undone, and goes with the rest.
 * @returns null where nothing is stored of it, or it is erased already
 */
export function eraseInstance(
  { database, now }: ErasureContext,
  { key, refuseEvents }: EraseInput,
): Promise<ErasureReceipt | null> {
  return joinTransaction(database, async (session) => {
    const { prisma, withErased } = session;
    const found = await withErased
      .selectFrom("instance")
      .where("instance_key", "=", key)
      .select("instance_key")
      .forUpdate()
      .executeTakeFirst();
    if (found === undefined) return null;
    const id = randomUUID();
    const purgeAt = new Date(now.getTime() + undoDays * 86_400_000);
    const { count: isNew } = await prisma.erasure.createMany({
      data: { instanceKey: key, receiptId: id, requestedAt: now, purgeAt },
      skipDuplicates: true,
    });
    if (isNew === 0) return null;
    if (refuseEvents) {
      await prisma.refusedInstance.createMany({
        data: { instanceKey: key, refusedSince: now },
        skipDuplicates: true,
      });
    }
    const counts = await countStored(session, key);
    await prisma.erasureReceipt.create({
      data: { id, requestedAt: now, purgeAt, refuses: refuseEvents, counts },
    });
    return readReceipt({ database: session }, { id });
  });
}
