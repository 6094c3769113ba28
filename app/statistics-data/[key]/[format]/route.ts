import { preflight } from "@/app/_shared/dataResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { statisticResponse } from "@/app/_shared/statisticResponse";

/** `/statistics/<key>.csv`, `.json`, `.svg` and `.png`, which next.config.js rewrites to here. */
export async function GET(request: Request, { params }: InPath<"key" | "format">) {
  const { key, format } = await params;
  return statisticResponse(request, key, format);
}

export { preflight as OPTIONS };
