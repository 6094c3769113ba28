import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { selected } from "../../database/selected";
import type { ReadContext } from "../rules/context";

const fields = selected("id", "name", "hint", "isPersonal", "createdAt", "revokedAt", "lastUsedAt");

/** An access token of an organization. Times are ISO 8601. */
export type AccessToken = IsoTimes<Prisma.AccessTokenGetPayload<{ select: typeof fields }>>;

/** All tokens of an organization, newest first, revoked ones too. */
export async function listTokens(
  { database }: ReadContext,
  { organizationId }: { readonly organizationId: number },
): Promise<AccessToken[]> {
  const rows = await database.prisma.accessToken.findMany({
    where: { organizationId },
    select: fields,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  return rows.map(isoTimes);
}
