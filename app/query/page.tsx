import type { Metadata } from "next";
import { readBaseUrl } from "@/app/_shared/readBaseUrl";
import { QueryPage } from "@/components/query/query-page";
import { tablesOfRelease } from "@/lib/query/tablesOfRelease";
import { getServices } from "@/lib/services";
import { statistics } from "@/lib/statistics/declared/statistics";

export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Query",
  description: "SQL over the published figures, in the browser: PostgreSQL itself, and nothing is sent.",
};

/** `/query`: SQL over the newest release. */
export default async function Page() {
  const { releases, settings, readEngineBytes } = await getServices();
  const release = await releases.latest();
  return (
    <QueryPage
      release={
        release === null
          ? null
          : { id: release.id, tables: tablesOfRelease(release.about.format, statistics) }
      }
      isPrivate={settings.isPrivate}
      engineBytes={readEngineBytes()}
      baseUrl={await readBaseUrl()}
    />
  );
}
