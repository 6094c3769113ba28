import { z } from "zod";
import { goTo, goToMade } from "@/app/_shared/cookieSessions";
import { findOrganization } from "@/app/operator/findOrganization";
import { withOperatorForm } from "@/app/operator/readOperator";
import { doAsOperator, operatorActions } from "@/lib/organizations/manage/operatorActions";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";

const actionSchema = z.enum(operatorActions);

interface Context {
  params: Promise<{ alias: string; action: string }>;
}

/** Does something with an organization: the address says what, the form with what. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return withOperatorForm(request, async (form) => {
    const { alias, action: wanted } = await params;
    const { organizations } = await getServices();
    const action = actionSchema.safeParse(wanted);
    const organization = await findOrganization(alias);
    if (!action.success || organization === null) return goTo("/operator?problem=unknown");
    const path = `/operator/organizations/${organization.alias}`;
    try {
      const made = await doAsOperator(action.data, organization, form, organizations);
      // Other processes know of keys and plans within seconds; this one at once.
      await organizations.keyRing.refresh().catch(() => {});
      return made === null ? goTo(`${path}?done=${action.data}`) : goToMade(request, { path, ...made });
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
      return goTo(`${path}?problem=${action.data}`);
    }
  });
}
