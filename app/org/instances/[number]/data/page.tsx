import type { Metadata } from "next";
import { problemOf } from "@/app/_shared/orProblem";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { DataPage } from "@/components/instance/data/data-page";
import { billingFacts } from "@/components/organization/instance/billing-facts";
import { getServices } from "@/lib/services";
import { type NumberParams, requireStored } from "../openLinked";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Data and erasure" };

interface DataPageProps {
  params: NumberParams;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `/org/instances/<number>/data`: an instance as files, and its erasure. */
export default async function Page({ params, searchParams }: DataPageProps) {
  const { instance } = await requireStored(params);
  const { billingRetentionDays } = (await getServices()).organizations;
  return (
    <DataPage
      instance={instance}
      isWronglyConfirmed={problemOf(await searchParams) === "confirm"}
      baseUrl={await readBaseUrl()}
      alsoStays={billingFacts(billingRetentionDays)}
    />
  );
}
