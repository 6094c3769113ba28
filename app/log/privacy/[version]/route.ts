import { dataResponse, immutable, preflight, refusedData } from "@/app/_shared/dataResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { privacyVersions } from "@/lib/releases/log/privacy/versions";

/** `/log/privacy/<version>`: the words of the privacy text in a version, whose hash the log has. */
export async function GET(request: Request, { params }: InPath<"version">): Promise<Response> {
  const asked = (await params).version;
  const found = privacyVersions.find(({ version }) => version === asked);
  if (found === undefined) return refusedData("unknown_log_part");
  return dataResponse(request, { body: found.text, contentType: "text/plain", cacheControl: immutable });
}

export { preflight as OPTIONS };
