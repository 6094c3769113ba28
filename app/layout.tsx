import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AwayBanner } from "@/components/frame/away-banner";
import { Footer } from "@/components/frame/footer";
import { Header } from "@/components/frame/header";
import { isEmbeddable } from "@/components/frame/sections";
import { publicUrl, site } from "@/components/frame/site";
import { LostCookies } from "@/components/ui/lost-cookies";
import { FormTokenProvider } from "@/components/ui/post-form";
import { createPageFinder } from "@/lib/declarePublicPages";
import { notForAll } from "@/lib/http/forAll";
import { formSectionOf } from "@/lib/http/formSections";
import { lostCookiesAt } from "@/lib/http/lostCookies";
import { onSite } from "@/lib/http/onSite";
import { markdownPath } from "@/lib/machines/markdown/markdownPath";
import { getServices } from "@/lib/services";
import { makeFormToken } from "./_shared/formToken";
import { readBaseUrl } from "./_shared/readBaseUrl";
import "./globals.css";

const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
  // A font that comes late would move every line below: it is then used from the next page on.
  display: "optional",
});

const isPage = createPageFinder();

/** Read at request time: one build serves any PUBLIC_URL, and a private installation at whatever address it is read. */
export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(await readBaseUrl()),
    title: { default: site.name, template: `%s · ${site.name}` },
    description: site.description,
    applicationName: site.name,
    openGraph: { type: "website", siteName: site.name, description: site.description, locale: "en_GB" },
    twitter: { card: "summary_large_image" },
    ...(publicUrl() ? {} : { robots: { index: false } }),
  };
}

/** For every page below: each reads its request, and what is stored now. */
export const dynamic = "force-dynamic";

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfcfd" },
    { media: "(prefers-color-scheme: dark)", color: "#10161c" },
  ],
};

/** The frame around every page; pages for frames of others stand alone. Reading the nonce also makes every page render per request, which a nonce needs; what public pages are made of for all, lib/front/keptPages keeps. */
export default async function Layout({ children }: { children: ReactNode }) {
  const requestHeaders = await headers();
  const nonce = requestHeaders.get("x-nonce") ?? undefined;
  const pathname = requestHeaders.get("x-pathname") ?? "";
  const { ingest, readSpool, settings } = await getServices();
  // What is said while the database is away is not said a moment later.
  if (ingest.isAway) notForAll();
  return (
    <html lang="en" className={inter.variable} suppressHydrationWarning>
      <head>
        {/* Blocking on purpose: a chosen theme must be known before the first paint. */}
        <script src={onSite("/theme.js")} nonce={nonce} suppressHydrationWarning />
        {isPage(pathname) ? (
          <link rel="alternate" type="text/markdown" href={onSite(markdownPath(pathname))} />
        ) : null}
      </head>
      <body>
        {isEmbeddable(pathname) ? (
          <main>{children}</main>
        ) : (
          <>
            <a
              href="#content"
              className="sr-only bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10"
            >
              Skip to the content
            </a>
            {ingest.isAway ? <AwayBanner spool={readSpool()} /> : null}
            <Header pathname={pathname} />
            <main id="content" tabIndex={-1} className="outline-none">
              {formSectionOf(pathname) === null ? null : (
                <LostCookies at={lostCookiesAt(requestHeaders, settings.publicUrl)} />
              )}
              <FormTokenProvider token={await makeFormToken(pathname)}>{children}</FormTokenProvider>
            </main>
            <Footer />
          </>
        )}
      </body>
    </html>
  );
}
