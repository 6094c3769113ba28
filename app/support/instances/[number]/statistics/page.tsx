import type { Metadata } from "next";
import { lookAt } from "@/app/support/lookAt";
import { StatisticsPage } from "@/components/instance/statistics/statistics-page";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "An instance and the statistics" };

interface StatisticsPageProps {
  params: Promise<{ number: string }>;
}

/** `/support/instances/<number>/statistics`: an instance beside the published figures, under a grant. */
export default async function Page({ params }: StatisticsPageProps) {
  const { instance } = await lookAt(params, "Statistics");
  const { instances } = await getServices();
  const [comparisons, countedIn] = await Promise.all([
    instances.compare(instance),
    instances.readCountedIn(instance),
  ]);
  return <StatisticsPage instance={instance} comparisons={comparisons} countedIn={countedIn} />;
}
