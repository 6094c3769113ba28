import type { RequestListener } from "node:http";
import { join } from "node:path";
import sirv from "sirv";

export const assetPrefix = "/_next/static/";

/**
 * The build's own files, from the Brotli form that the build leaves beside them. Their names hold a hash of their content.
 * @param build its folder
 * @param notFound answers what is not there
 */
export function createAssets(build: string, notFound: RequestListener): RequestListener {
  const handle = sirv(join(build, "static"), {
    brotli: true,
    immutable: true,
    maxAge: 31_536_000,
    setHeaders: (response) => response.setHeader("x-content-type-options", "nosniff"),
  });
  return (request, response) => {
    const original = request.url ?? "";
    request.url = original.slice(assetPrefix.length - 1);
    handle(request, response, () => {
      request.url = original;
      notFound(request, response);
    });
  };
}
