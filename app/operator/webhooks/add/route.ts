import { goToMade } from "@/app/_shared/cookieSessions";
import { addOperatorWebhook } from "@/lib/organizations/webhooks/operatorWebhooks";
import { withOperatorForm } from "../../readOperator";

/** Adds a webhook that is told of releases; the page shows once what it is signed with. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, "/operator/webhooks", async (form, context) => {
    const { value } = await addOperatorWebhook(context, { url: form.get("url") });
    return goToMade(request, { path: "/operator/webhooks", title: "Secret of the webhook", value });
  });
}
