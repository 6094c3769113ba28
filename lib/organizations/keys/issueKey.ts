import { z } from "zod";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";
import { hintOf, makeSecret } from "../secrets/makeSecret";

export const IssueKey = z.object({ ...ofOrganization });

/** Issues a key beside those that are there. */
export const issueKey = audited(IssueKey, async (context, { organizationId }) => {
  const { made, kept } = makeSecret("key", context);
  await context.database.prisma.organizationKey.create({ data: { ...kept, organizationId } });
  return { result: made, organizationId, action: "key issued", subject: `key …${hintOf(made)}` };
});
