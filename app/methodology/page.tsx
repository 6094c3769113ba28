import { Methodology } from "@/components/text/methodology";
import { clockSkewSeconds } from "@/lib/ingest/readEvent";
import { getServices } from "@/lib/services";

export const metadata = {
  title: "Methodology",
  description:
    "How figures are made of events: what is counted, what is withheld, and what cannot be measured.",
};

export default async function Page() {
  const { settings } = await getServices();
  const { countAfterDays, publishMinInstances, rawRetentionDays, isPrivate } = settings;
  return (
    <Methodology
      {...{ countAfterDays, publishMinInstances, rawRetentionDays, isPrivate, clockSkewSeconds }}
    />
  );
}
