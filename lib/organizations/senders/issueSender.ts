import { z } from "zod";
import { makeSecret } from "../../settings/makeSecret";
import { audited } from "../audit/audited";
import { ofOrganization, text } from "../rules/fields";
import { limits } from "../rules/limits";

export const IssueSender = z.object({ ...ofOrganization, name: text("sender-name", { most: limits.name }) });

/** Issues the token of a relay, which is believed of the organization's instances alone. */
export const issueSender = audited(IssueSender, async (context, { organizationId, name }) => {
  const { made, kept } = makeSecret("sender", context);
  await context.database.prisma.sender.create({
    data: {
      id: kept.id,
      name,
      organizationId,
      tokenHash: kept.hash,
      hint: kept.hint,
      issuedAt: kept.createdAt,
    },
  });
  return { result: made, organizationId, action: "sender issued", subject: name };
});
