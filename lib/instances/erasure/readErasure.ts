import type { Session } from "../../database/types";

/** What is left of an instance that was erased. */
export type Erased =
  /** Hidden, and purged soon; until then it can be undone. */
  | { readonly kind: "hidden"; readonly receiptId: string }
  /** Purged; its events are dropped until somebody takes them again. */
  | { readonly kind: "refused" };

/** Whether an instance is erased; null where nothing could be undone. The receipt is read with `readReceipt`. */
export async function readErasure(
  { database }: { readonly database: Session },
  { key: instanceKey }: { readonly key: string },
): Promise<Erased | null> {
  const erasure = await database.prisma.erasure.findUnique({ where: { instanceKey } });
  if (erasure !== null) return { kind: "hidden", receiptId: erasure.receiptId };
  const refused = await database.prisma.refusedInstance.findUnique({ where: { instanceKey } });
  return refused === null ? null : { kind: "refused" };
}
