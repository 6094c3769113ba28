import { selected } from "../../database/selected";
import { hashOf } from "../../settings/makeSecret";
import type { OrganizationContext, ReadContext } from "../rules/context";

/** Who of support somebody is. */
export interface SupportHolder {
  readonly id: string;
  readonly name: string;
}

const fields = selected("id", "name");

/** The member whose token this is; null for unknown and removed ones. Writes down when it was used. */
export async function findSupportMember(
  context: Omit<OrganizationContext, "actor">,
  { value }: { readonly value: string },
): Promise<SupportHolder | null> {
  const [member] = await context.database.prisma.supportMember.updateManyAndReturn({
    where: { hash: hashOf(context, value), revokedAt: null },
    data: { lastUsedAt: context.now },
    select: fields,
  });
  return member ?? null;
}

/** The member of that id out of a session; null once removed. */
export function findSupportMemberById(
  { database }: ReadContext,
  { memberId }: { readonly memberId: string },
): Promise<SupportHolder | null> {
  return database.prisma.supportMember.findUnique({
    where: { id: memberId, revokedAt: null },
    select: fields,
  });
}
