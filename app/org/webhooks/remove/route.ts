import { goTo } from "@/app/_shared/cookieSessions";
import { removeWebhook } from "@/lib/organizations/webhooks/changeWebhooks";
import { withOrganizationForm } from "../../openOrganization";

/** Removes a webhook, with what it still was to be told. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/webhooks", async (form, { context, organizationId }) => {
    await removeWebhook(context, { organizationId, id: form.get("id") });
    return goTo("/org/webhooks");
  });
}
