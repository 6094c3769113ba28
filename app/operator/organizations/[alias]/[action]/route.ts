import { notFound } from "next/navigation";
import { goTo, goToMade } from "@/app/_shared/cookieSessions";
import { orProblem } from "@/app/_shared/orProblem";
import { withOperatorForm } from "@/app/operator/readOperator";
import { isOrganizationDeed } from "@/components/operator/notices";
import { findOrganization } from "@/lib/organizations/account/readOrganization";
import { getServices } from "@/lib/services";
import { deeds } from "./deeds";

interface Context {
  params: Promise<{ alias: string; action: string }>;
}

/** Does something with an organization: the address says what, the form with what. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return withOperatorForm(request, "/operator", async (form, context) => {
    const { alias, action } = await params;
    const { id, name } = await findOrganization(context, { alias });
    if (!isOrganizationDeed(action)) notFound();
    const page = `/operator/organizations/${alias}`;
    return orProblem(page, async () => {
      const { makes, act } = deeds[action];
      const made = await act(context, id, form);
      // Other processes know of keys and plans within seconds; this one at once.
      await (await getServices()).ingest.changed("keys");
      if (made === undefined) return goTo(`${page}?done=${action}`);
      return goToMade(request, { path: page, title: `${makes} of ${name}`, value: made.value });
    });
  });
}
