import { OptOut } from "@/components/text/opt-out";
import { getServices } from "@/lib/services";
import { readBaseUrl } from "../_shared/readBaseUrl";

export const metadata = {
  title: "Switch off",
  description:
    "How to switch DBLab Engine’s telemetry off and on, per engine version, without a restart, and how to check it.",
};

export default async function Page() {
  const { settings } = await getServices();
  return <OptOut rawRetentionDays={settings.rawRetentionDays} baseUrl={await readBaseUrl()} />;
}
