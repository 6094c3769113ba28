import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";

export const RevokeToken = z.object({ ...ofOrganization, id: z.uuid("no-token") });

/** Ends a token at once, and with it every session it opened and the email address it had. */
export const revokeToken = audited(RevokeToken, async ({ database, now }, { organizationId, id }) => {
  const [token] = await database.prisma.accessToken.updateManyAndReturn({
    where: { organizationId, id, revokedAt: null },
    data: { revokedAt: now, sealedEmail: null },
    select: { name: true },
  });
  if (token === undefined) throw new OrganizationProblem("no-token");
  return { result: undefined, organizationId, action: "token revoked", subject: token.name };
});
