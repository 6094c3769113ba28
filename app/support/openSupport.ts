import { actors } from "@/lib/organizations/audit/actors";
import type { OrganizationContext } from "@/lib/organizations/rules/context";
import { findSupportMemberById, type SupportHolder } from "@/lib/organizations/support/findSupportMember";
import { getServices } from "@/lib/services";
import { readSession } from "../_shared/cookieSessions";

/** A member of support who is signed in, and what verbs are called with on their behalf. */
export interface OpenSupport {
  readonly member: SupportHolder;
  readonly context: OrganizationContext;
}

/** The member whose session the request has; null without one, and once they are removed. */
export async function openSupport(): Promise<OpenSupport | null> {
  const session = await readSession("support");
  if (session === null) return null;
  const anybody = (await getServices()).organizations.contextOf(actors.somebody);
  const member = await findSupportMemberById(anybody, session);
  return member === null ? null : { member, context: { ...anybody, actor: actors.support(member) } };
}
