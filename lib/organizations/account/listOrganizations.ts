import type { ReadContext } from "../rules/context";
import { type Organization, organizationFields, toOrganization } from "./organization";

/** All organizations, by alias. */
export async function listOrganizations({ database }: ReadContext): Promise<Organization[]> {
  const rows = await database.prisma.organization.findMany({
    select: organizationFields,
    orderBy: { alias: "asc" },
  });
  return rows.map(toOrganization);
}
