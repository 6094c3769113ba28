import { createElement } from "react";
import { type SitePage, sitePages } from "@/components/frame/sections";
import { site } from "@/components/frame/site";
import { readSections } from "@/components/search-index/read-sections";
import { documentEntries, searchEntries } from "@/components/search-index/search-entries";
import { Methodology } from "@/components/text/methodology";
import { OptOut } from "@/components/text/opt-out";
import { Privacy } from "@/components/text/privacy";
import { privacyPromises } from "@/components/text/privacy-promises";
import { catalogue, engineCalls } from "@/lib/catalogue";
import { readDocuments } from "@/lib/documentation/documents";
import { clockSkewSeconds } from "@/lib/ingest/readEvent";
import { createOpenApi } from "@/lib/openApi/createOpenApi";
import { makeIndex, openIndex } from "@/lib/search/siteSearch";
import { getServices } from "@/lib/services";
import { environmentSchema } from "@/lib/settings/settings";
import { statistics } from "@/lib/statistics/declared/statistics";

export interface SiteSearch {
  readonly text: string;
  readonly index: ReturnType<typeof openIndex>;
}

/** Made of the build and the settings, so once is enough. */
let made: Promise<SiteSearch> | null = null;

/** The index of everything that can be found. */
export function readSearch(): Promise<SiteSearch> {
  made ??= makeSearch().catch((error: unknown) => {
    made = null;
    throw error;
  });
  return made;
}

async function makeSearch(): Promise<SiteSearch> {
  const { settings } = await getServices();
  const { rawRetentionDays } = settings;
  const pages = [
    { page: pageAt("/methodology"), made: createElement(Methodology, { ...settings, clockSkewSeconds }) },
    { page: pageAt("/privacy"), made: createElement(Privacy, { ...settings, catalogue }) },
    // The address does not get into what is found.
    { page: pageAt("/opt-out"), made: createElement(OptOut, { rawRetentionDays, baseUrl: "https://host" }) },
  ];
  const entries = searchEntries({
    catalogue,
    calls: engineCalls,
    statistics,
    promises: privacyPromises({ rawRetentionDays }),
    settings: environmentSchema.shape,
    document: createOpenApi(catalogue, {
      ...settings,
      baseUrl: "https://host",
      version: site.version,
      now: new Date(),
    }),
    prose: pages.map(({ page, made }) => ({ page, sections: readSections(made) })),
    documentation: documentEntries(readDocuments()),
  });
  const text = makeIndex(entries);
  return { text, index: openIndex(text) };
}

function pageAt(path: string): SitePage {
  const page = sitePages.find((one) => one.path === path);
  if (page === undefined) throw new Error(`There is no page ${path}`);
  return page;
}
