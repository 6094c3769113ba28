import { Privacy } from "@/components/text/privacy";
import { catalogue } from "@/lib/catalogue";
import { getServices } from "@/lib/services";

export const metadata = {
  title: "Privacy",
  description: "What is kept of what DBLab engines send, and the line of code that holds each promise.",
};

export default async function Page() {
  const { rawRetentionDays, billingRetentionDays, relayTo } = (await getServices()).settings;
  return (
    <Privacy
      catalogue={catalogue}
      rawRetentionDays={rawRetentionDays}
      billingRetentionDays={billingRetentionDays}
      relayTo={relayTo}
    />
  );
}
