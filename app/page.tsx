import { headers } from "next/headers";
import { FirstSteps } from "@/components/overview/first-steps";
import { Overview } from "@/components/overview/overview";
import { getServices } from "@/lib/services";

export const dynamic = "force-dynamic";

export default async function OverviewPage() {
  const { readOverview, settings } = await getServices();
  const reading = await readOverview();
  const host = (await headers()).get("host") ?? `localhost:${settings.port}`;
  const baseUrl = settings.publicUrl ?? `http://${host}`;
  const isEmpty = reading.events.all === 0 && reading.exampleEvents === 0 && reading.refusals.length === 0;
  if (isEmpty) return <FirstSteps baseUrl={baseUrl} />;
  return <Overview data={{ ...reading, isPrivate: settings.isPrivate, baseUrl }} />;
}
