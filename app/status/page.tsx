import { site } from "@/components/frame/site";
import { StatusAway, StatusPage } from "@/components/status/status-page";
import { getServices } from "@/lib/services";
import { publishStatus, statusWindowDays } from "@/lib/status/readStatus";
import { unlessAway } from "../_shared/unlessAway";

export const metadata = {
  title: "Status",
  description: `Why events were refused in the last ${statusWindowDays} days, and how this installation is set.`,
};

export default async function Page() {
  const { settings, database, ingest, readStatus, readSpool } = await getServices();
  const status = ingest.isAway ? null : await unlessAway(readStatus());
  if (status === null) return <StatusAway spool={readSpool()} />;
  return (
    <StatusPage
      status={settings.isPrivate ? status : publishStatus(status)}
      settings={{ ...settings, version: site.version, databaseKind: database.kind }}
    />
  );
}
