import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/_shared/orNotFound";
import type { PageProps } from "@/app/_shared/pageProps";
import { monthAsked, queryOf, readUsageMonth } from "@/app/_shared/usageMonth";
import { noticeOf, requireOperator } from "@/app/operator/readOperator";
import { OrganizationUsagePage } from "@/components/operator/organization-usage-page";
import { readOrganization } from "@/lib/organizations/account/readOrganization";
import { addMonths, monthOf } from "@/lib/organizations/billing/month";
import { listStatements } from "@/lib/organizations/billing/readStatements";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Usage of an organization" };

/** `/operator/organizations/<alias>/usage`: a month or a statement of an organization; without either, the last month that is over. */
export default async function Page({ params, searchParams }: PageProps<"alias">) {
  const context = await requireOperator();
  const organization = await readOrganization(context, { alias: (await params).alias });
  if (organization === null) notFound();
  const organizationId = organization.id;
  const parameters = await searchParams;
  const which = monthAsked(parameters) ?? { month: addMonths(monthOf(context.now), -1), statement: null };
  const usage = await orNotFound(() => readUsageMonth({ context, organizationId }, which));
  return (
    <OrganizationUsagePage
      {...{ organization, ...usage }}
      all={await listStatements(context, { organizationId })}
      query={queryOf(which)}
      notice={noticeOf(parameters)}
    />
  );
}
