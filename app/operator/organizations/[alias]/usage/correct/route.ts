import { goTo } from "@/app/_shared/cookieSessions";
import { orProblem } from "@/app/_shared/orProblem";
import type { InPath } from "@/app/_shared/pageProps";
import { withOperatorForm } from "@/app/operator/readOperator";
import { findOrganization } from "@/lib/organizations/account/readOrganization";
import { correctStatement } from "@/lib/organizations/billing/makeStatement";
import { getServices } from "@/lib/services";

/** Makes a statement that takes the place of the latest of a month. */
export function POST(request: Request, { params }: InPath<"alias">): Promise<Response> {
  return withOperatorForm(request, "/operator", async (form, context) => {
    const { id: organizationId, alias } = await findOrganization(context, await params);
    const page = `/operator/organizations/${alias}/usage`;
    return orProblem(page, async () => {
      const { prices } = (await getServices()).organizations;
      const [month, reason] = [form.get("month"), form.get("reason")];
      const number = await correctStatement(context, { organizationId, month, reason, prices });
      return goTo(`${page}?statement=${number}&done=correct`);
    });
  });
}
