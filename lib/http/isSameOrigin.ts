/**
 * Whether a form was sent by one of our own pages, as far as the browser says where a request comes from. Pages with
 * forms have the referrer policy `same-origin`, so that their own forms have an origin also over plain HTTP, and `null` is
 * always somebody else's. What says nothing is no browser; the form's token still has to be right.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}
