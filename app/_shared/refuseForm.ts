import { formSectionOf } from "@/lib/http/formSections";
import { privateHeaders } from "@/lib/http/headers";
import { lostCookiesAt } from "@/lib/http/lostCookies";
import { onSite } from "@/lib/http/onSite";
import { plainPage } from "@/lib/http/plainPage";
import { getServices } from "@/lib/services";
import { pathOf } from "./client";

/**
 * The answer to a form that no page of ours sent to whoever sends it. It is read by people whose page is older than their
 * session, or whose browser keeps no cookie: it says so, and how to go on. Nothing was done.
 */
export async function refuseForm(request: Request): Promise<Response> {
  const { settings } = await getServices();
  const keptAt = lostCookiesAt(request.headers, settings.publicUrl);
  const path = formSectionOf(pathOf(request))?.path ?? "/";
  const html = plainPage("This form was not taken", [
    "Nothing was done. The form was not sent by a page of this service, or the page was older than your session.",
    `<a href="${onSite(path)}">Load the page again</a> and send it from there. Your browser has to keep this service’s cookies.`,
    ...(keptAt === null
      ? []
      : [
          `At this address, over plain HTTP, your browser drops this service’s cookies, which are for TLS alone. Open <a href="${keptAt}">${keptAt}</a> instead.`,
        ]),
  ]);
  return new Response(html, {
    status: 403,
    headers: { ...privateHeaders, "content-type": "text/html; charset=utf-8" },
  });
}
