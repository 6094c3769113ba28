import { goTo } from "@/app/_shared/cookieSessions";
import { operatorActor } from "@/lib/organizations/manage/operatorActions";
import { createOrganization } from "@/lib/organizations/manage/organizations";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { withOperatorForm } from "../readOperator";

/** Creates an organization, and goes on to its page. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, async (form) => {
    const { database, now } = (await getServices()).organizations;
    const wanted = {
      alias: (form.get("alias") ?? "").trim(),
      name: form.get("name") ?? "",
      plan: form.get("plan") ?? "",
    };
    try {
      const { alias } = await createOrganization(database, wanted, { actor: operatorActor, now: now() });
      return goTo(`/operator/organizations/${alias}?done=create`);
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
      return goTo("/operator?problem=create");
    }
  });
}
