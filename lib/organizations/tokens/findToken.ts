import { hashOf } from "../../settings/makeSecret";
import type { OrganizationContext, ReadContext } from "../rules/context";
import { holderFields, type TokenHolder, toHolder } from "./tokenHolder";

/** Who a token stands for, by what was sent; null for unknown and revoked ones. Writes down when it was used. */
export async function findToken(
  context: Omit<OrganizationContext, "actor">,
  { value }: { readonly value: string },
): Promise<TokenHolder | null> {
  const [row] = await context.database.prisma.accessToken.updateManyAndReturn({
    where: { hash: hashOf(context, value), revokedAt: null },
    data: { lastUsedAt: context.now },
    select: holderFields,
  });
  return row === undefined ? null : toHolder(row);
}

/** Who a token stands for, by its id out of a session; null once it is revoked. */
export async function findTokenById(
  { database }: ReadContext,
  { tokenId }: { readonly tokenId: string },
): Promise<TokenHolder | null> {
  const row = await database.prisma.accessToken.findUnique({
    where: { id: tokenId, revokedAt: null },
    select: holderFields,
  });
  return row === null ? null : toHolder(row);
}
