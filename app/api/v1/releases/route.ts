import { answering } from "@/app/_shared/answering";
import { dataResponse, preflight } from "@/app/_shared/dataResponse";
import { baseUrlOf } from "@/lib/http/baseUrl";
import { openHeaders } from "@/lib/http/headers";
import { releaseSummaryJson } from "@/lib/releases/releaseJson";
import { getServices } from "@/lib/services";

/** `/api/v1/releases`: every release, newest first. */
export function GET(request: Request): Promise<Response> {
  return answering(async () => {
    const { releases, settings } = await getServices();
    const baseUrl = baseUrlOf(settings, request.headers);
    const list = (await releases.list()).map((release) => releaseSummaryJson(release, baseUrl));
    return dataResponse(request, {
      body: JSON.stringify({ releases: list }),
      contentType: "application/json",
    });
  }, openHeaders);
}

export { preflight as OPTIONS };
