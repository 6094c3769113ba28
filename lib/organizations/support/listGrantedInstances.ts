import { isoTimes } from "../../database/isoTimes";
import type { Part } from "../../database/part";
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
  const place = readPlace(part?.after ?? "");
  const rows = await select(context)
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
  return rows.map(isoTimes);
}

/** The same of one instance; null where no grant opens it. */
export async function findGrantedInstance(
  context: Context,
  { alias, number }: { readonly alias: string; readonly number: number },
): Promise<GrantedInstance | null> {
  const row = await select(context)
    .where("organization.alias", "=", alias)
    .where("link.number", "=", number)
    .executeTakeFirst();
  return row === undefined ? null : isoTimes(row);
}

function select({ database, now }: Context) {
  return database.sql
    .selectFrom("support_grant as grant")
    .innerJoin("support_grant_instance as granted", "granted.grant_id", "grant.id")
    .innerJoin("visible_organization_instance as link", (join) =>
      join
        .onRef("link.instance_key", "=", "granted.instance_key")
        .onRef("link.organization_id", "=", "grant.organization_id"),
    )
    .innerJoin("organization", "organization.id", "grant.organization_id")
    .where("grant.revoked_at", "is", null)
    .where("grant.ends_at", ">", now)
    .distinctOn(["organization.alias", "link.number"])
    .orderBy("organization.alias")
    .orderBy("link.number")
    .orderBy("grant.ends_at", "desc")
    .select(({ ref }) => [
      "grant.id as grantId",
      "grant.organization_id as organizationId",
      "organization.alias",
      "organization.name as organization",
      ref("link.number").$castTo<number>().as("number"),
      "link.instance_id as instanceId",
      "link.instance_key as key",
      "grant.reason",
      "grant.ends_at as endsAt",
    ]);
}
