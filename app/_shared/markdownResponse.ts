import { createPageFinder } from "@/lib/declarePublicPages";
import { baseUrlOf } from "@/lib/http/baseUrl";
import { openHeaders } from "@/lib/http/headers";
import { offSite, onSite } from "@/lib/http/onSite";
import { markdownPath } from "@/lib/machines/markdown/markdownPath";
import { toMarkdown } from "@/lib/machines/markdown/toMarkdown";
import { getServices } from "@/lib/services";
import { answering, respond } from "./answering";
import { dataResponse, refusedData } from "./dataResponse";

const isPage = createPageFinder();

/**
 * A public page as Markdown, made of what its readers get. `404` for a page that is none, or not public.
 * @param path of the page, without the ending
 */
export function markdownResponse(request: Request, path: string): Promise<Response> {
  return answering(async () => {
    const page = path === "/index" ? "/" : path;
    if (!isPage(page)) return refusedData("unknown_page");
    const { readPage, settings } = await getServices();
    const baseUrl = baseUrlOf(settings, request.headers);
    const target = page + new URL(request.url).search;
    const { status, movedTo, html } = await readPage(target, baseUrl);
    if (movedTo !== null) return moved(status, movedTo);
    if (status === 404) return refusedData("unknown_page");
    if (status !== 200 || html === null) return refusedData(status === 503 ? "no_database" : "internal");
    const url = baseUrl + (target === "/" ? "/" : target);
    return dataResponse(request, {
      body: toMarkdown({ html, url }),
      contentType: "text/markdown",
      headers: { link: `<${url}>; rel="canonical"` },
    });
  }, openHeaders);
}

/** To the Markdown form of the page that a page leads to. */
function moved(status: number, movedTo: string): Response {
  const { pathname, search } = new URL(movedTo, "http://host");
  return respond({
    status,
    headers: { ...openHeaders, location: onSite(markdownPath(offSite(pathname) ?? pathname) + search) },
    body: "",
  });
}
