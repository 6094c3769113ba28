import { goTo, goToMade } from "@/app/_shared/cookieSessions";
import { addSupportMember } from "@/lib/organizations/grants/support";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { withOperatorForm } from "../../readOperator";

/** Adds a member of support; their token is shown once, on the page that follows. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, async (form) => {
    const { database, pseudonyms, now } = (await getServices()).organizations;
    const name = (form.get("name") ?? "").trim();
    try {
      const { value } = await addSupportMember(database, name, { pseudonyms, now: now() });
      return goToMade(request, { path: "/operator", title: `Support token of ${name}`, value });
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
      return goTo("/operator?problem=add-member");
    }
  });
}
