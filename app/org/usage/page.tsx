import { listPart } from "@/app/_shared/listPart";
import type { PageProps } from "@/app/_shared/pageProps";
import { UsagePage } from "@/components/organization/usage/usage-page";
import { AfterUsage } from "@/lib/organizations/rules/after";
import { pageOfUsage, placeOfUsage } from "@/lib/organizations/usage/pageOfUsage";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { defaultMonths, monthsParameter } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Usage" };

/** `/org/usage`: what the organization's instances used, by month. */
export default async function Page({ searchParams }: PageProps) {
  const { shown, context, organizationId } = await requireOrganization();
  const parameters = await searchParams;
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
      today={dayOf(context.now)}
      billingRetentionDays={(await getServices()).organizations.billingRetentionDays}
    />
  );
}
