import type { Metadata } from "next";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { DataPage } from "@/components/instance/data/data-page";
import { billingFacts } from "@/components/organization/instance/billing-facts";
import { getServices } from "@/lib/services";
import { findStored, type NumberParams } from "../readLinked";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Data and erasure" };

interface DataPageProps {
  params: NumberParams;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org/instances/<number>/data`: an instance as files, and its erasure. */
export default async function Page({ params, searchParams }: DataPageProps) {
  const { instance } = await findStored(params);
  const { billingRetentionDays } = (await getServices()).organizations;
  const { error } = await searchParams;
  return (
    <DataPage
      instance={instance}
      isWronglyConfirmed={error === "confirm"}
      baseUrl={await readBaseUrl()}
      alsoStays={billingFacts(billingRetentionDays)}
    />
  );
}
