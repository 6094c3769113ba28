import type { Metadata } from "next";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { NowPage } from "@/components/instance/now/now-page";
import { NotStoredPage } from "@/components/organization/instance/not-stored-page";
import { InstanceUsage } from "@/components/organization/usage/instance-usage";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { defaultMonths, monthsUpTo } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { type NumberParams, requireLinked } from "./openLinked";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "An instance" };

/** `/org/instances/<number>`: what an instance of the organization is now, and what it used. */
export default async function Page({ params }: { params: NumberParams }) {
  const { shown, context, organizationId, instance, linked, erased } = await requireLinked(params);
  const { instances, organizations } = await getServices();
  const today = dayOf(context.now);
  const isHidden = erased?.kind === "hidden";
  const [current, history, { usage }, receipt] = await Promise.all([
    isHidden ? null : instances.readNow(instance),
    instances.readHistory(instance),
    readUsage(context, { organizationId, months: defaultMonths, key: instance.key }),
    isHidden ? instances.readReceipt(erased.receiptId) : null,
  ]);
  const months = monthsUpTo(context.now, defaultMonths);
  const used = <InstanceUsage usage={usage} months={months} today={today} />;
  if (current === null) {
    return (
      <NotStoredPage
        {...shown}
        linked={linked}
        erased={erased}
        receipt={receipt}
        billingRetentionDays={organizations.billingRetentionDays}
      >
        {used}
      </NotStoredPage>
    );
  }
  return (
    <NowPage instance={instance} now={current} history={history} today={today} baseUrl={await readBaseUrl()}>
      {used}
    </NowPage>
  );
}
