import { z } from "zod";
import type { SenderContext } from "./context";

export const RevokeSender = z.object({ id: z.uuid("is no identifier of a sender") });

/**
 * Trusts a sender of the operator's no longer: within seconds its token is answered 401. What it sent stays as it was
 * counted.
 * @returns false where none with this id is trusted
 */
export async function revokeSender(
  { database, now }: SenderContext,
  { id }: z.output<typeof RevokeSender>,
): Promise<boolean> {
  const { count } = await database.prisma.sender.updateMany({
    where: { id, organizationId: null, revokedAt: null },
    data: { revokedAt: now },
  });
  return count > 0;
}
