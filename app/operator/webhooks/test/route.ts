import { goTo } from "@/app/_shared/cookieSessions";
import { testOperatorWebhook } from "@/lib/organizations/webhooks/operatorWebhooks";
import { withOperatorForm } from "../../readOperator";

/** Sends a webhook a delivery that says nothing. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, "/operator/webhooks", async (form, context) => {
    await testOperatorWebhook(context, { id: form.get("id") });
    return goTo("/operator/webhooks?tested=1#deliveries");
  });
}
