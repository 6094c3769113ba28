import { z } from "zod";
import type { OrganizationContext } from "../rules/context";
import { parseInput, type Unparsed } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";

export const RemoveSupportMember = z.object({ id: z.uuid("no-member") });

/** Ends a member's access at once. @throws OrganizationProblem where there is no such member */
export async function removeSupportMember(
  { database, now }: Pick<OrganizationContext, "database" | "now">,
  input: Unparsed<typeof RemoveSupportMember>,
): Promise<void> {
  const { id } = parseInput(RemoveSupportMember, input);
  const { count } = await database.prisma.supportMember.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now },
  });
  if (count === 0) throw new OrganizationProblem("no-member");
}
