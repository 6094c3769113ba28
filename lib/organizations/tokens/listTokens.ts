import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import type { ReadContext } from "../rules/context";

const fields = {
  id: true,
  name: true,
  hint: true,
  isPersonal: true,
  createdAt: true,
  revokedAt: true,
  lastUsedAt: true,
} as const satisfies Prisma.AccessTokenSelect;

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
