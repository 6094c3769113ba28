import { type NextRequest, NextResponse } from "next/server";
import { isEmbeddable, isPrivatePage } from "./components/frame/sections";
import { cookieName, setCookie } from "./lib/http/cookies";
import { formSectionOf } from "./lib/http/formSections";
import { newBrowserId, readBrowserId } from "./lib/http/formToken";
import { privateHeaders } from "./lib/http/headers";
import { isOverTls } from "./lib/http/isOverTls";
import { plainStyleSource } from "./lib/http/plainPage";

interface PolicyOptions {
  /** Base64 value, new for every request. */
  nonce: string;
  /** React's development build evaluates strings and injects styles. */
  development: boolean;
  /** Whether pages of any site may show it in a frame. */
  embeddable?: boolean;
}

/** The Content-Security-Policy of a page; docs/decisions/0003-content-security-policy.md gives the reasons. */
export function contentSecurityPolicy({ nonce, development, embeddable = false }: PolicyOptions): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${plainStyleSource}${development ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${embeddable ? "*" : "'none'"}`,
  ];
  return directives.join("; ");
}

const fixedHeaders: readonly (readonly [string, string])[] = [
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
];

/** Gives every rendering its nonce, its path (for the header) and the security headers. Engines' requests never come through here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const development = process.env.NODE_ENV === "development";
  const embeddable = isEmbeddable(request.nextUrl.pathname);
  const policy = contentSecurityPolicy({ nonce, development, embeddable });

  const requestHeaders = new Headers(request.headers);
  requestHeaders.set("x-nonce", nonce);
  requestHeaders.set("x-pathname", request.nextUrl.pathname);
  requestHeaders.set("Content-Security-Policy", policy);

  const isSecure = isOverTls(request.headers, process.env.PUBLIC_URL);
  const section = request.method === "GET" ? formSectionOf(request.nextUrl.pathname) : null;
  const knownBrowser = readBrowserId(request.cookies.get(cookieName("form", isSecure))?.value);
  const browser = knownBrowser ?? newBrowserId();
  if (section !== null && knownBrowser === null) {
    // The page that makes the forms reads it like one that was there before.
    const carried = requestHeaders.get("cookie");
    const added = `${cookieName("form", isSecure)}=${browser}`;
    requestHeaders.set("cookie", carried === null ? added : `${carried}; ${added}`);
  }

  const response = NextResponse.next({ request: { headers: requestHeaders } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of fixedHeaders) response.headers.set(name, value);
  response.headers.set("Cross-Origin-Resource-Policy", embeddable ? "cross-origin" : "same-origin");
  if (isPrivatePage(request.nextUrl.pathname)) {
    for (const [name, value] of Object.entries(privateHeaders)) response.headers.set(name, value);
  }
  // A page cannot take a cookie back; a secret that was just made is shown by the request that brings it, and by no other.
  if (section !== null && request.cookies.has(cookieName("made", isSecure))) {
    const page = request.nextUrl.pathname;
    response.headers.append("Set-Cookie", setCookie("made", null, { page, isSecure }));
  }
  if (section !== null) {
    response.headers.append("Set-Cookie", setCookie("form", browser, { page: section.path, isSecure }));
  }
  if (isSecure) response.headers.set("Strict-Transport-Security", "max-age=31536000");
  return response;
}

export const config = {
  // Calls and published data have headers of their own.
  matcher: [
    "/((?!api/rpc(?:/|$)|api/general(?:/|$)|api/v1(?:/|$)|rpc(?:/|$)|statistics-data/|statistics/[^/]+\\.(?:csv|json|svg|png)$|releases/[^/]+/.|log/checkpoint$|log/tile/|log/privacy/|feeds/|events/[^/]+/schema\\.json$|openapi\\.json$|mcp$|llms\\.txt$|markdown/|.*\\.md$|search-index\\.json$|_next/static/).*)",
    // The first page of a service below a path, which the pattern above does not match there.
    "/",
  ],
};
