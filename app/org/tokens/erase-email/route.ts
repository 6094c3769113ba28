import { goTo } from "@/app/_shared/cookieSessions";
import { eraseTokenEmail } from "@/lib/organizations/tokens/tokenEmail";
import { getServices } from "@/lib/services";
import { withOrganizationForm } from "../../openOrganization";

/** Erases the email address of an access token. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/tokens", async (form, { context, organizationId }) => {
    await eraseTokenEmail(context, { organizationId, id: form.get("id") });
    // Nor is it told in an outage.
    await (await getServices()).ingest.changed("keys");
    return goTo("/org/tokens");
  });
}
