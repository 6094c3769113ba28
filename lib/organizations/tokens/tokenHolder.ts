import type { Prisma } from "../../database/generated/client";
import { selected } from "../../database/selected";

/** What is selected for `toHolder`. */
export const holderFields = selected("id", "organizationId", "name", "isPersonal");

/** Who a token stands for. */
export interface TokenHolder {
  readonly tokenId: string;
  readonly organizationId: number;
  readonly name: string;
  readonly isPersonal: boolean;
}

export function toHolder({
  id: tokenId,
  ...holder
}: Prisma.AccessTokenGetPayload<{ select: typeof holderFields }>): TokenHolder {
  return { tokenId, ...holder };
}
