import type { MetadataRoute } from "next";
import { operationAddress } from "@/components/api/operation-address";
import { isPrivatePage, sitePages } from "@/components/frame/sections";
import { publicAddress } from "@/components/frame/site";
import { catalogue, engineCalls } from "@/lib/catalogue";
import { documentPaths } from "@/lib/documentation/documents";
import { operationIds } from "@/lib/openApi/operationIds";
import { statistics } from "@/lib/statistics/declared/statistics";

// PUBLIC_URL is known when the server runs, not when it is built.
export const dynamic = "force-dynamic";

/** The pages of a published installation; empty for a private one, which has no address of its own. */
export default function sitemap(): MetadataRoute.Sitemap {
  const paths = new Set([
    ...sitePages.map(({ path }) => path).filter((path) => !isPrivatePage(path)),
    ...documentPaths(),
    ...statistics.map(({ key }) => `/statistics/${key}`),
    ...operationIds.map(operationAddress),
    ...engineCalls.map(({ name }) => `/calls/${name}`),
    ...catalogue.types.map((type) => `/events/${type.name}`),
  ]);
  return [...paths].flatMap((path) => {
    const url = publicAddress(path);
    return url === undefined ? [] : [{ url }];
  });
}
