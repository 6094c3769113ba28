import { preflight } from "@/app/_shared/dataResponse";
import type { InPath } from "@/app/_shared/pageProps";
import { statisticResponse } from "@/app/_shared/statisticResponse";

/** `/api/v1/statistics/<key>`: the same object as `/statistics/<key>.json`. */
export async function GET(request: Request, { params }: InPath<"key">) {
  return statisticResponse(request, (await params).key, "json");
}

export { preflight as OPTIONS };
