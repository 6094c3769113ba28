import { isOverTls } from "./isOverTls";

/**
 * The address at which a reader's browser keeps our cookies, where it does not at the one they use: cookies are for TLS
 * alone where the service is published under https, and a browser drops them over plain HTTP without a word. Null where
 * nothing speaks for that. Browsers send `Sec-Fetch-Site` over TLS and to their own machine only.
 */
export function lostCookiesAt(headers: Headers, publicUrl: string | undefined): string | null {
  if (publicUrl === undefined || !isOverTls(headers, publicUrl)) return null;
  if (headers.get("sec-fetch-site") !== null) return null;
  const told = headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  const isPlain = told === "http" || (told === undefined && headers.get("host") !== new URL(publicUrl).host);
  return isPlain || headers.get("origin")?.startsWith("http://") === true ? publicUrl : null;
}
