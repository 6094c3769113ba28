import type { Metadata } from "next";
import { StatisticsPage } from "@/components/instance/statistics/statistics-page";
import { getServices } from "@/lib/services";
import { type NumberParams, requireStored } from "../openLinked";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "An instance and the statistics" };

/** `/org/instances/<number>/statistics`: an instance beside the published figures, and where it counts. */
export default async function Page({ params }: { params: NumberParams }) {
  const { instance } = await requireStored(params);
  const { instances } = await getServices();
  const [comparisons, countedIn] = await Promise.all([
    instances.compare(instance),
    instances.readCountedIn(instance),
  ]);
  return <StatisticsPage instance={instance} comparisons={comparisons} countedIn={countedIn} />;
}
