import type { PageProps } from "@/app/_shared/pageProps";
import { UsagePage } from "@/components/organization/usage/usage-page";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { defaultMonths, monthsParameter } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { requireOrganization } from "../openOrganization";

export const metadata = { title: "Usage" };

/** `/org/usage`: what the organization's instances used, by month. */
export default async function Page({ searchParams }: PageProps) {
  const { shown, context, organizationId } = await requireOrganization();
  const months = monthsParameter.safeParse((await searchParams).months).data ?? defaultMonths;
  return (
    <UsagePage
      {...shown}
      {...(await readUsage(context, { organizationId, months }))}
      today={dayOf(context.now)}
      billingRetentionDays={(await getServices()).organizations.billingRetentionDays}
    />
  );
}
