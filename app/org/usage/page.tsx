import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { UsagePage } from "@/components/organization/usage/usage-page";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { defaultMonths, parseMonths } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { dayOf } from "@/lib/words/period";
import { readOrganization } from "../readOrganization";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Usage" };

interface UsagePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org/usage`: what the organization's instances used, by month. */
export default async function Page({ searchParams }: UsagePageProps) {
  const state = await readOrganization();
  if (state.kind !== "open") redirect("/org");
  const asked = (await searchParams).months;
  const months = parseMonths(typeof asked === "string" ? asked : undefined) ?? defaultMonths;
  const { database, billingRetentionDays, now } = (await getServices()).organizations;
  const at = now();
  const usage = await readUsage(database, state.organization.id, { months, now: at });
  return (
    <UsagePage
      {...state}
      usage={usage}
      months={months}
      today={dayOf(at)}
      billingRetentionDays={billingRetentionDays}
    />
  );
}
