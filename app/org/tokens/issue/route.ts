import { goToMade } from "@/app/_shared/cookieSessions";
import { issueToken } from "@/lib/organizations/tokens/issueToken";
import { withOrganizationForm } from "../../openOrganization";

/** Issues an access token; the page it leads to shows it once. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/tokens", async (form, { context, organizationId, shown }) => {
    const name = form.get("name");
    const { value } = await issueToken(context, {
      organizationId,
      name,
      isPersonal: form.get("personal"),
      email: form.get("email")?.trim(),
    });
    const title = `Access token ${name?.trim()} of ${shown.organization.name}`;
    return goToMade(request, { path: "/org/tokens/made", title, value });
  });
}
