import { answering } from "@/app/_shared/answering";
import { dataResponse, preflight, refusedData } from "@/app/_shared/dataResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { baseUrlOf } from "@/lib/http/baseUrl";
import { openHeaders } from "@/lib/http/headers";
import { releaseJson } from "@/lib/releases/releaseJson";
import { getServices } from "@/lib/services";

/** `/api/v1/releases/<id>`: a release and its files; `latest` is the newest. */
export function GET(request: Request, { params }: InPath<"id">): Promise<Response> {
  return answering(async () => {
    const { releases, settings } = await getServices();
    const release = await releases.find((await params).id);
    if (release === null) return refusedData("unknown_release");
    const body = releaseJson(release, await releases.files(release.id), baseUrlOf(settings, request.headers));
    return dataResponse(request, { body: JSON.stringify(body), contentType: "application/json" });
  }, openHeaders);
}

export { preflight as OPTIONS };
