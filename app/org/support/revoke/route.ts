import { goTo } from "@/app/_shared/cookieSessions";
import { revokeGrant } from "@/lib/organizations/grants/revokeGrant";
import { withOrganizationForm } from "../../openOrganization";

/** Takes a grant back. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/support", async (form, { context, organizationId }) => {
    await revokeGrant(context, { organizationId, id: form.get("id") });
    return goTo("/org/support");
  });
}
