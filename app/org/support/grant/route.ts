import { goTo } from "@/app/_shared/cookieSessions";
import { grantSupport } from "@/lib/organizations/grants/grantSupport";
import { withOrganizationForm } from "../../openOrganization";

const hoursOf: Readonly<Record<string, number>> = { hours: 1, days: 24 };

/** Lets support look at instances for a while. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, "/org/support", async (form, { context, organizationId }) => {
    const length = form.get("length") ?? "";
    await grantSupport(context, {
      organizationId,
      reason: form.get("reason"),
      hours: /^\d{1,4}$/.test(length) ? Number(length) * (hoursOf[form.get("unit") ?? ""] ?? 1) : null,
      instances: [...form.getAll("instance"), ...(form.get("more") ?? "").split(/[ ,]+/).filter(Boolean)],
    });
    return goTo("/org/support");
  });
}
