import { problemOf } from "@/app/_shared/orProblem";
import type { PageProps } from "@/app/_shared/pageProps";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { DataPage } from "@/components/instance/data/data-page";
import { billingFacts } from "@/components/organization/instance/billing-facts";
import { getServices } from "@/lib/services";
import { requireStored } from "../openLinked";

export const metadata = { title: "Data and erasure" };

/** `/org/instances/<number>/data`: an instance as files, and its erasure. */
export default async function Page({ params, searchParams }: PageProps<"number">) {
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
