import { goTo } from "@/app/_shared/cookieSessions";
import { removeSupportMember } from "@/lib/organizations/support/removeSupportMember";
import { withOperatorForm } from "../../readOperator";

/** Ends a member's access at once. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, "/operator", async (form, context) => {
    await removeSupportMember(context, { id: form.get("id") });
    return goTo("/operator?done=remove-member");
  });
}
