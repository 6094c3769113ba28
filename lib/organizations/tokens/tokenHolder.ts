import type { Prisma } from "../../database/generated/client";

/** What is selected for `toHolder`. */
export const holderFields = {
  id: true,
  organizationId: true,
  name: true,
  isPersonal: true,
} as const satisfies Prisma.AccessTokenSelect;

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
