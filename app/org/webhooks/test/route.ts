import { goTo } from "@/app/_shared/cookieSessions";
import { testWebhook } from "@/lib/organizations/webhooks/changeWebhooks";
import { withOrganizationForm } from "../../openOrganization";

/** Sends a webhook a delivery that says nothing. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/webhooks", async (form, { context, organizationId }) => {
    await testWebhook(context, { organizationId, id: form.get("id") });
    return goTo("/org/webhooks?tested=1#deliveries");
  });
}
