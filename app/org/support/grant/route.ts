import { goTo } from "@/app/_shared/cookieSessions";
import type { GrantProblem } from "@/components/organization/support/grant-problems";
import { grantSupport, longestGrantHours } from "@/lib/organizations/grants/grants";
import { OrganizationError } from "@/lib/organizations/types";
import { getServices } from "@/lib/services";
import { actorOf, withOrganizationForm } from "../../readOrganization";

/** Lets support look at instances for a while. */
export function POST(request: Request): Promise<Response> {
  return withOrganizationForm(request, async (form, { organization, holder }) => {
    const wanted = readWanted(form);
    if (typeof wanted === "string") return goTo(`/org/support?problem=${wanted}`);
    const { database, now } = (await getServices()).organizations;
    try {
      await grantSupport(database, organization.id, wanted, { actor: actorOf(holder), now: now() });
      return goTo("/org/support");
    } catch (error) {
      if (error instanceof OrganizationError) return goTo("/org/support?problem=refused");
      throw error;
    }
  });
}

function readWanted(form: URLSearchParams): Parameters<typeof grantSupport>[2] | GrantProblem {
  const texts = form.getAll("instance");
  const reason = (form.get("reason") ?? "").trim();
  const length = form.get("length") ?? "";
  const hours = Number(length) * (form.get("unit") === "days" ? 24 : 1);
  if (texts.length === 0 || !texts.every((text) => /^\d{1,9}$/.test(text))) return "instances";
  if (reason.length < 3 || reason.length > 500) return "reason";
  if (!/^\d{1,4}$/.test(length) || hours < 1 || hours > longestGrantHours) return "length";
  return { reason, hours, instances: texts.map(Number) };
}
