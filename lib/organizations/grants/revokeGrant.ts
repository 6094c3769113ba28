import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";

export const RevokeGrant = z.object({ ...ofOrganization, id: z.uuid("no-grant") });

/** Takes a grant back at once. */
export const revokeGrant = audited(RevokeGrant, async ({ database, now }, { organizationId, id }) => {
  const { count } = await database.prisma.supportGrant.updateMany({
    where: { id, organizationId, revokedAt: null, endsAt: { gt: now } },
    data: { revokedAt: now },
  });
  if (count === 0) throw new OrganizationProblem("no-grant");
  return {
    result: undefined,
    organizationId,
    grantId: id,
    action: "grant revoked",
    subject: "support may look no longer",
  };
});
