import { listPart } from "@/app/_shared/listPart";
import { orNotFound } from "@/app/_shared/orNotFound";
import type { PageProps } from "@/app/_shared/pageProps";
import { monthAsked, queryOf, readUsageMonth } from "@/app/_shared/usageMonth";
import { UsageMonthPage } from "@/components/organization/usage/usage-month-page";
import { UsagePage } from "@/components/organization/usage/usage-page";
import { listStatements } from "@/lib/organizations/billing/readStatements";
import { AfterUsage } from "@/lib/organizations/rules/after";
import { pageOfUsage, placeOfUsage } from "@/lib/organizations/usage/pageOfUsage";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { defaultMonths, monthsParameter } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Usage" };

/** `/org/usage`: what the organization's instances used, by month; with `?month=` or `?statement=` one month, to print. */
export default async function Page({ searchParams }: PageProps) {
  const { shown, context, organizationId } = await requireOrganization();
  const parameters = await searchParams;
  const which = monthAsked(parameters);
  if (which !== null) {
    const usage = await orNotFound(() => readUsageMonth({ context, organizationId }, which));
    return <UsageMonthPage {...shown} {...usage} query={queryOf(which)} />;
  }
  const months = monthsParameter.safeParse(parameters.months).data ?? defaultMonths;
  const { usage } = await readUsage(context, { organizationId, months });
  const page = await listPart(parameters, {
    ...{ name: "after", at: `/org/usage?months=${months}`, anchor: "by-instance", placeOf: placeOfUsage },
    isPlace: (text) => AfterUsage.safeParse(text).success,
    read: async ({ after, take }) => pageOfUsage(usage, after, take).rows,
  });
  return (
    <UsagePage
      {...shown}
      {...{ usage, months, page }}
      statements={await listStatements(context, { organizationId })}
      today={dayOf(context.now)}
      billingRetentionDays={(await getServices()).organizations.billingRetentionDays}
    />
  );
}
