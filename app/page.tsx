import { FirstSteps } from "@/components/overview/first-steps";
import { Overview } from "@/components/overview/overview";
import { getServices } from "@/lib/services";
import { readBaseUrl } from "./readBaseUrl";

export const dynamic = "force-dynamic";

export default async function OverviewPage() {
  const { readOverview, settings } = await getServices();
  const [reading, baseUrl] = await Promise.all([readOverview(), readBaseUrl()]);
  const isEmpty = reading.events.all === 0 && reading.exampleEvents === 0 && reading.refusals.length === 0;
  if (isEmpty) return <FirstSteps baseUrl={baseUrl} />;
  return <Overview data={{ ...reading, isPrivate: settings.isPrivate, baseUrl }} />;
}
