import { z } from "zod";
import { type MadeSecret, makeSecret } from "../../settings/makeSecret";
import type { OrganizationContext } from "../rules/context";
import { parseInput, text, type Unparsed } from "../rules/fields";
import { limits } from "../rules/limits";

export const AddSupportMember = z.object({ name: text("member-name", { most: limits.name }) });

/** Adds a member; the token is shown once. @throws OrganizationProblem for a name that cannot be used */
export async function addSupportMember(
  context: Omit<OrganizationContext, "actor">,
  input: Unparsed<typeof AddSupportMember>,
): Promise<MadeSecret> {
  const { name } = parseInput(AddSupportMember, input);
  const { made, kept } = makeSecret("support", context);
  await context.database.prisma.supportMember.create({ data: { ...kept, name } });
  return made;
}
