import { type Part, rowsAfter } from "../../database/part";
import type { ReadContext } from "../rules/context";
import { type Organization, organizationFields, toOrganization } from "./organization";

/** Organizations by alias: all, or a part after one. */
export async function listOrganizations(
  { database }: ReadContext,
  { part }: { readonly part?: Part } = {},
): Promise<Organization[]> {
  const rows = await database.prisma.organization.findMany({
    select: organizationFields,
    orderBy: { alias: "asc" },
    ...rowsAfter("alias", part),
  });
  return rows.map(toOrganization);
}
