import { site } from "@/components/frame/site";
import { StatusPage } from "@/components/status/status-page";
import { getServices } from "@/lib/services";
import { statusWindowDays } from "@/lib/status/readStatus";

export const metadata = {
  title: "Status",
  description: `What was accepted and what was refused in the last ${statusWindowDays} days, with reasons, and how this installation is set.`,
};

export default async function Page() {
  const { settings, database, readStatus } = await getServices();
  const {
    rawRetentionDays,
    rateLimitInstance,
    rateLimitAddress,
    publishMinInstances,
    countAfterDays,
    isPrivate,
  } = settings;
  return (
    <StatusPage
      status={await readStatus()}
      settings={{
        version: site.version,
        databaseKind: database.kind,
        rawRetentionDays,
        rateLimitInstance,
        rateLimitAddress,
        publishMinInstances,
        countAfterDays,
        isPrivate,
      }}
    />
  );
}
