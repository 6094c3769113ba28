import { goTo, goToMade } from "@/app/_shared/cookieSessions";
import { issueToken } from "@/lib/organizations/tokens/tokens";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { actorOf, withOrganizationForm } from "../../readOrganization";

/** Issues an access token; the page it leads to shows it once. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, async (form, { organization, holder }) => {
    const { database, pseudonyms, now } = (await getServices()).organizations;
    const name = (form.get("name") ?? "").trim();
    const wanted = { name, isPersonal: form.get("personal") === "on" };
    try {
      const made = await issueToken(database, organization.id, wanted, {
        pseudonyms,
        actor: actorOf(holder),
        now: now(),
      });
      const title = `Access token ${name} of ${organization.name}`;
      return await goToMade(request, { path: "/org/tokens/made", title, value: made.value });
    } catch (error) {
      if (error instanceof OrganizationError) return goTo("/org/tokens?problem=name");
      throw error;
    }
  });
}
