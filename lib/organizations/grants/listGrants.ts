import type { Prisma } from "../../database/generated/client";
import { type IsoTimes, isoTimes } from "../../database/isoTimes";
import { type Part, rowsAfter } from "../../database/part";
import { selected } from "../../database/selected";
import type { OrganizationContext } from "../rules/context";

const fields = {
  ...selected("id", "organizationId", "reason", "grantedBy", "grantedAt", "endsAt", "revokedAt"),
  organization: { select: { alias: true } },
} as const;

type GrantRow = Prisma.SupportGrantGetPayload<{ select: typeof fields }>;

/** A permission for support, as the organization and the operator see it. Times are ISO 8601. */
export interface SupportGrant extends IsoTimes<Omit<GrantRow, "organization">> {
  /** Of the organization. */
  readonly alias: string;
  readonly state: "active" | "ended" | "revoked";
  /** Numbers of the instances that support may look at. */
  readonly instances: readonly number[];
}

/** Which grants: those that are active, those that are over, or both. */
export type GrantState = "active" | "over";

/**
 * Grants, newest first: all, or a part after the grant of an id.
 * @param input `organizationId` is null for those of all organizations
 */
export async function listGrants(
  { database, now }: Pick<OrganizationContext, "database" | "now">,
  {
    organizationId,
    state,
    part,
  }: { readonly organizationId: number | null; readonly state?: GrantState; readonly part?: Part },
): Promise<SupportGrant[]> {
  const states = {
    active: { revokedAt: null, endsAt: { gt: now } },
    over: { OR: [{ revokedAt: { not: null } }, { endsAt: { lte: now } }] },
  };
  const rows = await database.prisma.supportGrant.findMany({
    where: {
      ...(organizationId === null ? {} : { organizationId }),
      ...(state === undefined ? {} : states[state]),
    },
    select: fields,
    orderBy: [{ grantedAt: "desc" }, { id: "asc" }],
    ...rowsAfter("id", part),
  });
  const numbers = await database.sql
    .selectFrom("support_grant_instance as granted")
    .innerJoin("organization_instance as link", "link.instance_key", "granted.instance_key")
    .where((where) => where("granted.grant_id", "=", where.fn.any(where.val(rows.map(({ id }) => id)))))
    .select(({ ref }) => ["granted.grant_id as id", ref("link.number").$castTo<number>().as("number")])
    .orderBy("link.number")
    .execute();
  return rows.map(({ organization, ...row }) => ({
    ...isoTimes(row),
    alias: organization.alias,
    state: row.revokedAt !== null ? "revoked" : row.endsAt <= now ? "ended" : "active",
    instances: numbers.filter(({ id }) => id === row.id).map(({ number }) => number),
  }));
}
