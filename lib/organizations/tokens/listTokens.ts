import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { type Part, rowsAfter } from "../../database/part";
import { selected } from "../../database/selected";
import type { ReadContext } from "../rules/context";

const fields = selected("id", "name", "hint", "isPersonal", "createdAt", "revokedAt", "lastUsedAt");

/** An access token of an organization. Times are ISO 8601. */
export type AccessToken = IsoTimes<Prisma.AccessTokenGetPayload<{ select: typeof fields }>>;

/** Tokens of an organization, newest first, revoked ones too: all, or a part after the token of an id. */
export async function listTokens(
  { database }: ReadContext,
  { organizationId, part }: { readonly organizationId: number; readonly part?: Part },
): Promise<AccessToken[]> {
  const rows = await database.prisma.accessToken.findMany({
    where: { organizationId },
    select: fields,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    ...rowsAfter("id", part),
  });
  return rows.map(isoTimes);
}
