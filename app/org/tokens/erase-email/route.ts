import { goTo } from "@/app/_shared/cookieSessions";
import { eraseTokenEmail } from "@/lib/organizations/tokens/tokenEmail";
import { withOrganizationForm } from "../../openOrganization";

/** Erases the email address of an access token. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/tokens", async (form, { context, organizationId }) => {
    await eraseTokenEmail(context, { organizationId, id: form.get("id") });
    return goTo("/org/tokens");
  });
}
