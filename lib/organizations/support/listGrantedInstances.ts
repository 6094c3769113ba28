import { sql } from "kysely";
import { isoTimes } from "../../database/isoTimes";
import type { Part } from "../../database/part";
import { selected } from "../../database/selected";
import type { OrganizationContext } from "../rules/context";

type Context = Pick<OrganizationContext, "database" | "now">;

/** An instance that a member of support may look at now, and by which grant. Times are ISO 8601. */
export type GrantedInstance = Awaited<ReturnType<typeof listGrantedInstances>>[number];

/** Names an instance of an organization in an address, as `acme.12`. */
export const placeOfGranted = ({ alias, number }: { readonly alias: string; readonly number: number }) =>
  `${alias}.${number}`;

/** What `placeOfGranted` made; null for anything else. */
export function readPlace(text: string): { readonly alias: string; readonly number: number } | null {
  const [, alias = "", digits] = /^([a-z0-9-]{1,63})\.(\d{1,15})$/.exec(text) ?? [];
  return digits === undefined ? null : { alias, number: Number(digits) };
}

/**
 * Every instance that support may look at now, by the grant that ends last where there are several; no erased one. By
 * organization and number: all, or a part after one.
 */
export async function listGrantedInstances(context: Context, { part }: { readonly part?: Part } = {}) {
  const grants = await readActiveGrants(context);
  const place = readPlace(part?.after ?? "");
  const rows = await select(context, grants)
    .$if(place !== null, (some) =>
      some.where((of) =>
        of(
          of.refTuple("organization.alias", "link.number"),
          ">",
          of.tuple(place?.alias ?? "", place?.number ?? 0),
        ),
      ),
    )
    .$if(part !== undefined, (some) => some.limit(part?.take ?? 0))
    .execute();
  return rows.map((row) => withGrant(grants, row));
}

/** The same of one instance; null where no grant opens it. */
export async function findGrantedInstance(
  context: Context,
  { alias, number }: { readonly alias: string; readonly number: number },
): Promise<GrantedInstance | null> {
  const grants = await readActiveGrants(context);
  const row = await select(context, grants)
    .where("organization.alias", "=", alias)
    .where("link.number", "=", number)
    .executeTakeFirst();
  return row === undefined ? null : withGrant(grants, row);
}

/** The one that ends last is the first. */
function readActiveGrants({ database, now }: Context) {
  return database.prisma.supportGrant.findMany({
    where: { revokedAt: null, endsAt: { gt: now } },
    select: selected("id", "organizationId", "reason", "endsAt"),
    orderBy: [{ endsAt: "desc" }, { id: "asc" }],
  });
}

type ActiveGrant = Awaited<ReturnType<typeof readActiveGrants>>[number];

function withGrant<Row extends { readonly grantId: string }>(grants: readonly ActiveGrant[], row: Row) {
  const { reason, endsAt } = grants.find(({ id }) => id === row.grantId) as ActiveGrant;
  return isoTimes({ ...row, reason, endsAt });
}

/** Instances of some grants. In a cluster grants are on the coordinator and instances are not: the statement is told of them. */
function select({ database }: Context, grants: readonly ActiveGrant[]) {
  const ids = sql`${grants.map(({ id }) => id)}::uuid[]`;
  const organizations = sql`${grants.map(({ organizationId }) => organizationId)}::integer[]`;
  const placeOfGrant = sql<number>`array_position(${ids}, granted.grant_id)`;
  return database.sql
    .selectFrom("support_grant_instance as granted")
    .innerJoin("visible_organization_instance as link", "link.instance_key", "granted.instance_key")
    .innerJoin("organization", "organization.id", "link.organization_id")
    .where(placeOfGrant, "is not", null)
    .where("link.organization_id", "=", sql<number>`(${organizations})[${placeOfGrant}]`)
    .distinctOn(["organization.alias", "link.number"])
    .orderBy("organization.alias")
    .orderBy("link.number")
    .orderBy(placeOfGrant)
    .select(({ ref }) => [
      "granted.grant_id as grantId",
      "link.organization_id as organizationId",
      "organization.alias",
      "organization.name as organization",
      ref("link.number").$castTo<number>().as("number"),
      "link.instance_id as instanceId",
      "link.instance_key as key",
    ]);
}
