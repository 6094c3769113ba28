/**
 * Whether a form was sent by one of our own pages. Browsers say where a request comes from; what says nothing is no
 * browser, and carries no session. Over plain HTTP a page that sends no referrer has the origin `null`, and nothing else
 * tells where it comes from: such a form is taken, for a foreign one carries no session either (SameSite=Strict).
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (origin === null || origin === "null") return true;
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}
