import { findSupportMemberById } from "@/lib/organizations/grants/support";
import { getServices } from "@/lib/services";
import { readSession } from "../_shared/cookieSessions";

/** The member of support whose session the request has; null without one, and once they are removed. */
export async function readMember(): Promise<{ readonly id: string; readonly name: string } | null> {
  const session = await readSession("support");
  if (session === null) return null;
  const { database } = (await getServices()).organizations;
  return findSupportMemberById(database, session.memberId);
}
