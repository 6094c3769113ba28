import { goTo } from "@/app/_shared/cookieSessions";
import { revokeSender } from "@/lib/organizations/senders/revokeSender";
import { getServices } from "@/lib/services";
import { withOrganizationForm } from "../../openOrganization";

/** Ends the token of a relay. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/tokens", async (form, { context, organizationId }) => {
    await revokeSender(context, { organizationId, id: form.get("id") });
    // An outage that begins now must not find it valid.
    await (await getServices()).ingest.changed("keys");
    return goTo("/org/tokens#relays");
  });
}
