import { z } from "zod";
import { goTo, goToWith } from "@/app/_shared/cookieSessions";
import { revokeToken } from "@/lib/organizations/tokens/tokens";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { actorOf, withOrganizationForm } from "../../readOrganization";

/** Ends a token. The session's own one only where the reader said that the session may end, too. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, async (form, { organization, holder }) => {
    const id = z.uuid().safeParse(form.get("id"));
    if (!id.success) return goTo("/org/tokens");
    const isOwn = id.data === holder.tokenId;
    if (isOwn && form.get("own") !== "on") return goTo("/org/tokens?problem=own");
    const { database, now } = (await getServices()).organizations;
    try {
      await revokeToken(database, organization.id, id.data, { actor: actorOf(holder), now: now() });
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
    }
    return isOwn ? goToWith(request, "/org", "organization", null) : goTo("/org/tokens");
  });
}
