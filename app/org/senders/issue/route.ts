import { goToMade } from "@/app/_shared/cookieSessions";
import { issueSender } from "@/lib/organizations/senders/issueSender";
import { withOrganizationForm } from "../../openOrganization";

/** Issues the token of a relay; the page it leads to shows it once. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/tokens", async (form, { context, organizationId, shown }) => {
    const name = form.get("name");
    const { value } = await issueSender(context, { organizationId, name });
    const title = `RELAY_TOKEN of ${name?.trim()}, a relay of ${shown.organization.name}`;
    return goToMade(request, { path: "/org/tokens/made", title, value });
  });
}
