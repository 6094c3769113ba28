import { z } from "zod";
import { makeSecret } from "../../settings/makeSecret";
import { audited } from "../audit/audited";
import { checkbox, ofOrganization, text } from "../rules/fields";
import { limits } from "../rules/limits";

export const IssueToken = z.object({
  ...ofOrganization,
  name: text("token-name", { most: limits.name }),
  /** Of a person, not of the organization as a whole: engines are told so. */
  isPersonal: checkbox,
});

/** Issues an access token. */
export const issueToken = audited(IssueToken, async (context, wanted) => {
  const { made, kept } = makeSecret("token", context);
  await context.database.prisma.accessToken.create({ data: { ...kept, ...wanted } });
  const { organizationId, name } = wanted;
  return { result: made, organizationId, action: "token issued", subject: name };
});
