import { goTo, goToWith } from "@/app/_shared/cookieSessions";
import { OrganizationProblem } from "@/lib/organizations/rules/organizationProblem";
import { revokeToken } from "@/lib/organizations/tokens/revokeToken";
import { getServices } from "@/lib/services";
import { withOrganizationForm } from "../../openOrganization";

/** Ends a token. The session's own one only where the reader said that the session may end, too. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/tokens", async (form, { context, organizationId, shown }) => {
    const id = form.get("id");
    const isOwn = id === shown.holder.tokenId;
    if (isOwn && form.get("own") !== "on") throw new OrganizationProblem("own");
    await revokeToken(context, { organizationId, id });
    // An outage that begins now must not find it valid.
    await (await getServices()).ingest.changed("keys");
    return isOwn ? goToWith(request, "/org", "organization", null) : goTo("/org/tokens");
  });
}
