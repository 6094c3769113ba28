import { isoTimes } from "../../database/isoTimes";
import { dayOf } from "../../words/period";
import type { ReadContext } from "../rules/context";

/** A key that engines send as Org-Key. Times are ISO 8601. */
export interface OrganizationKey {
  readonly id: string;
  /** Its last four characters. */
  readonly hint: string;
  readonly createdAt: string;
  /** Null while nothing ends it. */
  readonly validUntil: string | null;
  /** UTC day, `YYYY-MM-DD`. */
  readonly lastUsedOn: string | null;
}

/** All keys of an organization, newest first, ended ones too. */
export async function listKeys(
  { database }: ReadContext,
  { organizationId }: { readonly organizationId: number },
): Promise<OrganizationKey[]> {
  const rows = await database.prisma.organizationKey.findMany({
    where: { organizationId },
    select: { id: true, hint: true, createdAt: true, validUntil: true, lastUsedOn: true },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    ...isoTimes(row),
    lastUsedOn: row.lastUsedOn === null ? null : dayOf(row.lastUsedOn),
  }));
}
