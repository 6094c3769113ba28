import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";

export const RevokeSender = z.object({ ...ofOrganization, id: z.uuid("no-sender") });

/** Ends the token of a relay: within seconds it is answered 401. What it sent stays as it was counted. */
export const revokeSender = audited(RevokeSender, async ({ database, now }, { organizationId, id }) => {
  const [sender] = await database.prisma.sender.updateManyAndReturn({
    where: { organizationId, id, revokedAt: null },
    data: { revokedAt: now },
    select: { name: true },
  });
  if (sender === undefined) throw new OrganizationProblem("no-sender");
  return { result: undefined, organizationId, action: "sender revoked", subject: sender.name };
});
