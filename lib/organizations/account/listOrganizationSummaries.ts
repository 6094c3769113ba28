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
  const counts = await database.sql
    .selectFrom("organization")
    .select(({ selectFrom, fn }) => [
      "id",
      selectFrom("organization_instance as link")
        .whereRef("link.organization_id", "=", "organization.id")
        .select(fn.countAll<number>().as("n"))
        .as("instances"),
      selectFrom("organization_key as key")
        .whereRef("key.organization_id", "=", "organization.id")
        .where((where) => where("key.valid_until", "is", null).or("key.valid_until", ">", now))
        .select(fn.countAll<number>().as("n"))
        .as("validKeys"),
    ])
    .where((where) => where("id", "=", where.fn.any(where.val(organizations.map(({ id }) => id)))))
    .execute();
  const byId = new Map(counts.map((row) => [row.id, row]));
  return organizations.map((organization) => {
    const { instances, validKeys } = byId.get(organization.id) ?? {};
    return { ...organization, instances: instances ?? 0, validKeys: validKeys ?? 0 };
  });
}
