import type { MetadataRoute } from "next";
import { publicAddress } from "@/components/frame/site";
import { onSite } from "@/lib/http/onSite";

// One build serves a public and a private installation.
export const dynamic = "force-dynamic";

/** A published installation may be indexed; a private one asks not to be. */
export default function robots(): MetadataRoute.Robots {
  const map = publicAddress("/sitemap.xml");
  if (map === undefined) return { rules: { userAgent: "*", disallow: "/" } };
  return {
    rules: {
      userAgent: "*",
      allow: onSite("/"),
      disallow: ["/api/rpc/", "/api/general/", "/api/v1/", "/statistics-data/", "/markdown/", "/mcp"].map(
        onSite,
      ),
    },
    sitemap: map,
  };
}
