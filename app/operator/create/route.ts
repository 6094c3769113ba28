import { goTo } from "@/app/_shared/cookieSessions";
import { createOrganization } from "@/lib/organizations/account/createOrganization";
import { withOperatorForm } from "../readOperator";

/** Creates an organization, and goes on to its page. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, "/operator", async (form, context) => {
    const { alias } = await createOrganization(context, {
      alias: form.get("alias"),
      name: form.get("name"),
      plan: form.get("plan"),
    });
    return goTo(`/operator/organizations/${alias}?done=create`);
  });
}
