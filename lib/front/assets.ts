import type { RequestListener } from "node:http";
import { join } from "node:path";
import sirv from "sirv";

/**
 * What a script of the build may do as a worker, which has the policy of its own answer and not that of the page: run files
 * of this host, compile the WebAssembly that they fetch from here, and nothing else. To a page that loads the script it says
 * nothing.
 */
export const workerPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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
    setHeaders(response, path) {
      response.setHeader("x-content-type-options", "nosniff");
      if (path.endsWith(".js")) response.setHeader("content-security-policy", workerPolicy);
    },
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
