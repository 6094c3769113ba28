import { z } from "zod";
import { goTo } from "@/app/_shared/cookieSessions";
import { removeSupportMember } from "@/lib/organizations/grants/support";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { withOperatorForm } from "../../readOperator";

/** Ends a member's access at once. */
export function POST(request: Request): Promise<Response> {
  return withOperatorForm(request, async (form) => {
    const { database, now } = (await getServices()).organizations;
    const id = z.uuid().safeParse(form.get("id"));
    if (!id.success) return goTo("/operator?problem=remove-member");
    try {
      await removeSupportMember(database, id.data, now());
      return goTo("/operator?done=remove-member");
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
      return goTo("/operator?problem=remove-member");
    }
  });
}
