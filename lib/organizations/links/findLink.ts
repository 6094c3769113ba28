import type { ReadContext } from "../rules/context";
import { OrganizationProblem } from "../rules/organizationProblem";

/** The instance that an organization has under a number. @throws OrganizationProblem where it has none */
export async function findLink(
  { database }: ReadContext,
  { organizationId, number }: { readonly organizationId: number; readonly number: number },
): Promise<{ readonly key: string; readonly instanceId: string }> {
  const link = await database.prisma.organizationInstance.findFirst({ where: { organizationId, number } });
  if (link === null) throw new OrganizationProblem("no-instance", number);
  return { key: link.instanceKey, instanceId: link.instanceId };
}
