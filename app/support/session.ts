import { cookies } from "next/headers";
import { findSupportMemberById } from "@/lib/organizations/grants/support";
import { sessionSecondsOf } from "@/lib/organizations/tokens/organizationSession";
import { getServices } from "@/lib/services";
import type { RoleCookie } from "../_shared/roleCookie";

export const supportCookie: RoleCookie = {
  name: "dblab-support",
  path: "/support",
  seconds: sessionSecondsOf.support,
};

/** The member of support whose session the request has; null without one, and once they are removed. */
export async function readMember(): Promise<{ readonly id: string; readonly name: string } | null> {
  const { sessions, database, now } = (await getServices()).organizations;
  const session = await sessions.support.open((await cookies()).get(supportCookie.name)?.value, now());
  return session === null ? null : findSupportMemberById(database, session.memberId);
}
