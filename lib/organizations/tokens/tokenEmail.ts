import { z } from "zod";
import { audited } from "../audit/audited";
import type { OrganizationContext } from "../rules/context";
import { ofOrganization } from "../rules/fields";
import { OrganizationProblem } from "../rules/organizationProblem";

type Context = Pick<OrganizationContext, "database" | "pseudonyms">;

/** The email address that the owner of a personal token gave for engines to be told; null without one. */
export async function readTokenEmail(
  { database, pseudonyms }: Context,
  { tokenId: id }: { readonly tokenId: string },
): Promise<string | null> {
  const row = await database.prisma.accessToken.findUnique({ where: { id }, select: { sealedEmail: true } });
  return pseudonyms.unseal(row?.sealedEmail ?? "");
}

/** The email addresses of an organization's tokens, of all or of some, by the token's id. */
export async function listTokenEmails(
  { database, pseudonyms }: Context,
  { organizationId, ids }: { readonly organizationId: number; readonly ids?: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.prisma.accessToken.findMany({
    where: {
      organizationId,
      sealedEmail: { not: null },
      ...(ids === undefined ? {} : { id: { in: [...ids] } }),
    },
    select: { id: true, sealedEmail: true },
  });
  const emails = rows.map(({ id, sealedEmail }) => [id, pseudonyms.unseal(sealedEmail ?? "")] as const);
  return new Map(emails.filter((entry): entry is [string, string] => entry[1] !== null));
}

export const EraseTokenEmail = z.object({ ...ofOrganization, id: z.uuid("no-token") });

/** Erases the email address of a token; engines are told none from then on. */
export const eraseTokenEmail = audited(EraseTokenEmail, async ({ database }, { organizationId, id }) => {
  const [token] = await database.prisma.accessToken.updateManyAndReturn({
    where: { organizationId, id, sealedEmail: { not: null } },
    data: { sealedEmail: null },
    select: { name: true },
  });
  if (token === undefined) throw new OrganizationProblem("no-token");
  return { result: undefined, organizationId, action: "email erased", subject: token.name };
});
