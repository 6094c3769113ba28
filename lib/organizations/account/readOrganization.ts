import type { ReadContext } from "../rules/context";
import { OrganizationProblem } from "../rules/organizationProblem";
import { Alias } from "./createOrganization";
import { type Organization, organizationFields, toOrganization } from "./organization";

/** The organization of that id or alias; null where there is none. */
export async function readOrganization(
  { database }: ReadContext,
  which: { readonly id: number } | { readonly alias: string },
): Promise<Organization | null> {
  if ("alias" in which && !Alias.safeParse(which.alias).success) return null;
  const row = await database.prisma.organization.findUnique({ where: which, select: organizationFields });
  return row === null ? null : toOrganization(row);
}

/** The organization of that alias. @throws OrganizationProblem where there is none */
export async function findOrganization(
  context: ReadContext,
  { alias }: { readonly alias: string },
): Promise<Organization> {
  const organization = await readOrganization(context, { alias });
  if (organization === null) throw new OrganizationProblem("no-organization", alias);
  return organization;
}
