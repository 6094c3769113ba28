import { formSectionOf } from "@/lib/http/formSections";
import { privateHeaders } from "@/lib/http/headers";
import { lostCookiesAt } from "@/lib/http/lostCookies";
import { getServices } from "@/lib/services";

/**
 * The answer to a form that no page of ours sent to whoever sends it. It is read by people whose page is older than their
 * session, or whose browser keeps no cookie: it says so, and how to go on. Nothing was done.
 */
export async function refuseForm(request: Request): Promise<Response> {
  const { settings } = await getServices();
  const keptAt = lostCookiesAt(request.headers, settings.publicUrl);
  const why =
    keptAt === null
      ? ""
      : `<p>At this address, over plain HTTP, your browser drops this service’s cookies, which are for TLS alone. Open <a href="${keptAt}">${keptAt}</a> instead.</p>\n`;
  const path = formSectionOf(new URL(request.url).pathname)?.path ?? "/";
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>This form was not taken</title>
<h1>This form was not taken</h1>
<p>Nothing was done. The form was not sent by a page of this service, or the page was older than your session.</p>
<p><a href="${path}">Load the page again</a> and send it from there. Your browser has to keep this service’s cookies.</p>
${why}</html>
`;
  return new Response(html, {
    status: 403,
    headers: { ...privateHeaders, "content-type": "text/html; charset=utf-8" },
  });
}
