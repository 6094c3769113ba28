import { hashOf } from "../../settings/makeSecret";
import type { OrganizationContext, ReadContext } from "../rules/context";
import { holderFields, type TokenHolder, toHolder } from "./tokenHolder";

/** To the minute: engines may check their token again and again. */
const noteUseEveryMs = 60_000;

/** Who a token stands for, by what was sent; null for unknown and revoked ones. Writes down when it was used. */
export async function findToken(
  context: Omit<OrganizationContext, "actor">,
  { value }: { readonly value: string },
): Promise<TokenHolder | null> {
  const { accessToken } = context.database.prisma;
  const row = await accessToken.findUnique({
    where: { hash: hashOf(context, value), revokedAt: null },
    select: { ...holderFields, lastUsedAt: true },
  });
  if (row === null) return null;
  const { lastUsedAt, ...holder } = row;
  if (lastUsedAt === null || Math.abs(context.now.getTime() - lastUsedAt.getTime()) >= noteUseEveryMs)
    await accessToken.updateMany({ where: { id: holder.id }, data: { lastUsedAt: context.now } });
  return toHolder(holder);
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
