import type { MetadataRoute } from "next";
import { publicUrl } from "@/components/frame/site";

// One build serves a public and a private installation.
export const dynamic = "force-dynamic";

/** A published installation may be indexed; a private one asks not to be. */
export default function robots(): MetadataRoute.Robots {
  const base = publicUrl();
  if (!base) return { rules: { userAgent: "*", disallow: "/" } };
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/rpc/", "/api/general/", "/api/v1/", "/statistics-data/"],
    },
    sitemap: new URL("/sitemap.xml", base).href,
  };
}
