import { answering } from "@/app/_shared/answering";
import { preflight, refusedData } from "@/app/_shared/dataResponse";
import { readFilePath, releaseFileResponse } from "@/app/_shared/releaseResponse";
import { openHeaders } from "@/lib/http/headers";
import { onSite } from "@/lib/http/onSite";
import { proofFile } from "@/lib/releases/log/proofFile";
import { getServices } from "@/lib/services";

interface Asked {
  readonly params: Promise<{ readonly release: string; readonly path: readonly string[] }>;
}

/** `/releases/<id>/<file>`: a file of a release, the same for ever; under `latest` the way to that of the newest. */
export function GET(request: Request, { params }: Asked): Promise<Response> {
  return answering(async () => {
    const { release, path: parts } = await params;
    const path = parts.join("/");
    const { releases, publicLog: log } = await getServices();
    const found = await releases.find(release);
    if (found === null) return refusedData("unknown_release");
    if (release === "latest") {
      const location = onSite(`/releases/${found.id}/${path}`);
      const headers = { ...openHeaders, location, "cache-control": "public, max-age=60" };
      return new Response(null, { status: 307, headers });
    }
    if (path === proofFile) {
      const entry = await log.find("release", found.id);
      const proof = entry === null ? null : await log.prove(entry);
      if (proof === null) return refusedData("unknown_log_part");
      const type = { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=60" };
      return new Response(proof, { headers: { ...openHeaders, ...type } });
    }
    const asked = readFilePath(path);
    const file = await releases.open(found.id, asked.path);
    return file === null
      ? refusedData("unknown_release")
      : releaseFileResponse(request, { id: found.id, isPacked: asked.isPacked }, file);
  }, openHeaders);
}

export { preflight as OPTIONS };
