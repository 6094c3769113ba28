import { goToMade } from "@/app/_shared/cookieSessions";
import { addWebhook } from "@/lib/organizations/webhooks/changeWebhooks";
import { withOrganizationForm } from "../../openOrganization";

/** Adds a webhook; the page shows once what it is signed with. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/webhooks", async (form, { context, organizationId }) => {
    const { value } = await addWebhook(context, {
      organizationId,
      url: form.get("url"),
      events: form.getAll("event"),
      silentHours: form.get("hours"),
    });
    return goToMade(request, { path: "/org/webhooks", title: "Secret of the webhook", value });
  });
}
