import { z } from "zod";
import { hintOf, makeSecret } from "../../settings/makeSecret";
import { audited } from "../audit/audited";
import { ofOrganization } from "../rules/fields";

export const IssueKey = z.object({ ...ofOrganization });

/** Issues a key beside those that are there. */
export const issueKey = audited(IssueKey, async (context, { organizationId }) => {
  const { made, kept } = makeSecret("key", context);
  await context.database.prisma.organizationKey.create({ data: { ...kept, organizationId } });
  return { result: made, organizationId, action: "key issued", subject: `key …${hintOf(made)}` };
});
