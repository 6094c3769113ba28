import type { Part } from "../../database/part";
import type { OrganizationContext } from "../rules/context";
import { listOrganizations } from "./listOrganizations";
import type { Organization } from "./organization";

/** An organization as the operator sees it in a list. */
export interface OrganizationSummary extends Organization {
  /** Linked instances. */
  readonly instances: number;
  /** Keys that engines can use now. */
  readonly validKeys: number;
}

/** Organizations by alias, all or a part, with how much they have. An erased instance stays linked, and is counted here. */
export async function listOrganizationSummaries(
  context: Pick<OrganizationContext, "database" | "now">,
  wanted: { readonly part?: Part } = {},
): Promise<OrganizationSummary[]> {
  const { database, now } = context;
  const organizations = await listOrganizations(context, wanted);
  const ids = organizations.map(({ id }) => id);
  // Two statements: in a cluster instances lie on other servers than keys.
  const [instances, validKeys] = await Promise.all([
    database.sql
      .selectFrom("organization_instance")
      .where((where) => where("organization_id", "=", where.fn.any(where.val(ids))))
      .groupBy("organization_id")
      .select(({ fn }) => ["organization_id as id", fn.countAll<number>().as("n")])
      .execute(),
    database.sql
      .selectFrom("organization_key")
      .where((where) => where("organization_id", "=", where.fn.any(where.val(ids))))
      .where((where) => where("valid_until", "is", null).or("valid_until", ">", now))
      .groupBy("organization_id")
      .select(({ fn }) => ["organization_id as id", fn.countAll<number>().as("n")])
      .execute(),
  ]);
  const countIn = (counts: readonly { readonly id: number; readonly n: number }[]) => {
    const byId = new Map(counts.map(({ id, n }) => [id, n]));
    return (id: number) => byId.get(id) ?? 0;
  };
  const [instancesOf, keysOf] = [countIn(instances), countIn(validKeys)];
  return organizations.map((organization) => ({
    ...organization,
    instances: instancesOf(organization.id),
    validKeys: keysOf(organization.id),
  }));
}
