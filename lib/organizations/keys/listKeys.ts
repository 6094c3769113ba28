import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { type Part, rowsAfter } from "../../database/part";
import { selected } from "../../database/selected";
import { dayOf } from "../../words/period";
import type { ReadContext } from "../rules/context";

const fields = selected("id", "hint", "createdAt", "validUntil", "lastUsedOn");

/** A key that engines send as Org-Key; `hint` is its last four characters. Times are ISO 8601, `lastUsedOn` a UTC day. */
export type OrganizationKey = IsoTimes<Prisma.OrganizationKeyGetPayload<{ select: typeof fields }>>;

/** Keys of an organization, newest first, ended ones too: all, or a part after the key of an id. */
export async function listKeys(
  { database }: ReadContext,
  { organizationId, part }: { readonly organizationId: number; readonly part?: Part },
): Promise<OrganizationKey[]> {
  const rows = await database.prisma.organizationKey.findMany({
    where: { organizationId },
    select: fields,
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    ...rowsAfter("id", part),
  });
  return rows.map((row) => ({
    ...isoTimes(row),
    lastUsedOn: row.lastUsedOn === null ? null : dayOf(row.lastUsedOn),
  }));
}
