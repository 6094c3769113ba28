import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";
import { validAt } from "./validAt";

export const RevokeKey = z.object({ ...ofOrganization, id: z.uuid("no-key") });

/** Ends a key at once. */
export const revokeKey = audited(RevokeKey, async ({ database, now }, { organizationId, id }) => {
  const [key] = await database.prisma.organizationKey.updateManyAndReturn({
    where: { organizationId, id, ...validAt(now) },
    data: { validUntil: now },
    select: { hint: true },
  });
  if (key === undefined) throw new OrganizationProblem("no-key");
  return { result: undefined, organizationId, action: "key revoked", subject: `key …${key.hint}` };
});
