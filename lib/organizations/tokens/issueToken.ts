import { z } from "zod";
import { makeSecret } from "../../settings/makeSecret";
import { audited } from "../audit/audited";
import { checkbox, ofOrganization, text } from "../rules/fields";
import { limits } from "../rules/limits";
import { OrganizationProblem } from "../rules/organizationProblem";

export const IssueToken = z.object({
  ...ofOrganization,
  name: text("token-name", { most: limits.name }),
  /** Of a person, not of the organization as a whole: engines are told so. */
  isPersonal: checkbox,
  /** Of the person, who gave it for engines to be told; nothing else is done with it. */
  email: z
    .union([z.email("email").max(254, "email"), z.literal("").transform(() => null), z.null()], "email")
    .optional(),
});

/** Issues an access token. */
export const issueToken = audited(IssueToken, async (context, { email = null, ...wanted }) => {
  if (email !== null && !wanted.isPersonal) throw new OrganizationProblem("email-of-nobody");
  const { made, kept } = makeSecret("token", context);
  const sealedEmail = email === null ? null : context.pseudonyms.seal(email);
  await context.database.prisma.accessToken.create({ data: { ...kept, ...wanted, sealedEmail } });
  const { organizationId, name } = wanted;
  return { result: made, organizationId, action: "token issued", subject: name };
});
