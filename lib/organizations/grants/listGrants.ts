import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { selected } from "../../database/selected";
import type { OrganizationContext } from "../rules/context";

const fields = selected("id", "organizationId", "reason", "grantedBy", "grantedAt", "endsAt", "revokedAt");

type GrantRow = Prisma.SupportGrantGetPayload<{ select: typeof fields }>;

/** A permission for support, as the organization and the operator see it. Times are ISO 8601. */
export interface SupportGrant extends IsoTimes<GrantRow> {
  readonly state: "active" | "ended" | "revoked";
  /** Numbers of the instances that support may look at. */
  readonly instances: readonly number[];
}

const mostGrants = 1000;

/**
 * Grants, newest first, at most 1,000.
 * @param input `organizationId` is null for those of all organizations
 */
export async function listGrants(
  { database, now }: Pick<OrganizationContext, "database" | "now">,
  {
    organizationId,
    onlyActive = false,
  }: { readonly organizationId: number | null; readonly onlyActive?: boolean },
): Promise<SupportGrant[]> {
  const rows = await database.prisma.supportGrant.findMany({
    where: {
      ...(organizationId === null ? {} : { organizationId }),
      ...(onlyActive ? { revokedAt: null, endsAt: { gt: now } } : {}),
    },
    select: fields,
    orderBy: [{ grantedAt: "desc" }, { id: "asc" }],
    take: mostGrants,
  });
  const numbers = await database.sql
    .selectFrom("support_grant_instance as granted")
    .innerJoin("organization_instance as link", "link.instance_key", "granted.instance_key")
    .where((where) => where("granted.grant_id", "=", where.fn.any(where.val(rows.map(({ id }) => id)))))
    .select(({ ref }) => ["granted.grant_id as id", ref("link.number").$castTo<number>().as("number")])
    .orderBy("link.number")
    .execute();
  return rows.map((row) => ({
    ...isoTimes(row),
    state: row.revokedAt !== null ? "revoked" : row.endsAt <= now ? "ended" : "active",
    instances: numbers.filter(({ id }) => id === row.id).map(({ number }) => number),
  }));
}
