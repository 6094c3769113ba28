import { goToMade } from "@/app/_shared/cookieSessions";
import { addSupportMember } from "@/lib/organizations/support/addSupportMember";
import { withOperatorForm } from "../../readOperator";

/** Adds a member of support; their token is shown once, on the page that follows. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, "/operator", async (form, context) => {
    const name = form.get("name");
    const { value } = await addSupportMember(context, { name });
    return goToMade(request, { path: "/operator", title: `Support token of ${name?.trim()}`, value });
  });
}
