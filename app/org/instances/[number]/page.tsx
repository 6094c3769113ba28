import { nowPage } from "@/app/_shared/nowPage";
import type { InPath } from "@/app/_shared/pageProps";
import { KeylessSection } from "@/components/organization/instance/keyless-section";
import { NotStoredPage } from "@/components/organization/instance/not-stored-page";
import { InstanceUsage } from "@/components/organization/usage/instance-usage";
import { readKeyless } from "@/lib/organizations/links/readKeyless";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { defaultMonths, monthsUpTo } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { requireLinked } from "./openLinked";

export const metadata = { title: "An instance" };

/** `/org/instances/<number>`: what an instance of the organization is now, and what it used. */
export default async function Page({ params }: InPath<"number">) {
  const { shown, context, organizationId, instance, linked, erased } = await requireLinked(params);
  const { instances, organizations } = await getServices();
  const today = dayOf(context.now);
  const isHidden = erased?.kind === "hidden";
  const [{ usage }, keyless, receipt] = await Promise.all([
    readUsage(context, { organizationId, months: defaultMonths, key: instance.key }),
    readKeyless(context, instance),
    isHidden ? instances.readReceipt(erased.receiptId) : null,
  ]);
  const months = monthsUpTo(context.now, defaultMonths);
  const used = (
    <>
      <InstanceUsage usage={usage} months={months} today={today} />
      <KeylessSection keyless={keyless} />
    </>
  );
  const { billingRetentionDays } = organizations;
  const stored = isHidden ? null : await nowPage(instance, used);
  if (stored !== null) return stored;
  return (
    <NotStoredPage {...{ ...shown, linked, erased, receipt, billingRetentionDays }}>{used}</NotStoredPage>
  );
}
