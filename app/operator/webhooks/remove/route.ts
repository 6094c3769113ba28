import { goTo } from "@/app/_shared/cookieSessions";
import { removeOperatorWebhook } from "@/lib/organizations/webhooks/operatorWebhooks";
import { withOperatorForm } from "../../readOperator";

/** Removes a webhook, with what it still was to be told. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, "/operator/webhooks", async (form, context) => {
    await removeOperatorWebhook(context, { id: form.get("id") });
    return goTo("/operator/webhooks");
  });
}
