import { z } from "zod";
import { goTo } from "@/app/_shared/cookieSessions";
import { revokeGrant } from "@/lib/organizations/grants/grants";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { actorOf, withOrganizationForm } from "../../readOrganization";

/** Takes a grant back. One that ended meanwhile is as good as revoked. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, async (form, { organization, holder }) => {
    const id = z.uuid().safeParse(form.get("id"));
    if (!id.success) return goTo("/org/support");
    const { database, now } = (await getServices()).organizations;
    try {
      await revokeGrant(database, organization.id, id.data, { actor: actorOf(holder), now: now() });
    } catch (error) {
      if (!(error instanceof OrganizationError)) throw error;
    }
    return goTo("/org/support");
  });
}
