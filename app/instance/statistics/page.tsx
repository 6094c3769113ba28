import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { StatisticsPage } from "@/components/instance/statistics/statistics-page";
import { getServices } from "@/lib/services";
import { readInstance } from "../readInstance";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "My instance and the statistics" };

/** `/instance/statistics`: the session's instance beside the published figures, and where it counts. */
export default async function Page() {
  const state = await readInstance();
  if (state.kind !== "open") redirect("/instance");
  const { instances } = await getServices();
  const [comparisons, countedIn] = await Promise.all([
    instances.compare(state.instance),
    instances.readCountedIn(state.instance),
  ]);
  return <StatisticsPage instance={state.instance} comparisons={comparisons} countedIn={countedIn} />;
}
