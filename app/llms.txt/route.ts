import { answering } from "@/app/_shared/answering";
import { dataResponse, preflight } from "@/app/_shared/dataResponse";
import { readOpenApi } from "@/app/_shared/readOpenApi";
import { llmsSections } from "@/components/api/llms-sections";
import { site } from "@/components/frame/site";
import { createPageFinder } from "@/lib/declarePublicPages";
import { baseUrlOf } from "@/lib/http/baseUrl";
import { openHeaders } from "@/lib/http/headers";
import { llmsText } from "@/lib/machines/llmsText";
import { getServices } from "@/lib/services";

const isPage = createPageFinder();

/** `/llms.txt`: what a program that reads finds here, made of what is declared. */
export function GET(request: Request): Promise<Response> {
  return answering(async () => {
    const { settings } = await getServices();
    const baseUrl = baseUrlOf(settings, request.headers);
    const body = llmsText({
      name: site.name,
      description: site.description,
      ...llmsSections({ baseUrl, isPage, document: await readOpenApi(), settings }),
    });
    return dataResponse(request, { body, contentType: "text/plain", cacheControl: "no-cache" });
  }, openHeaders);
}

export { preflight as OPTIONS };
