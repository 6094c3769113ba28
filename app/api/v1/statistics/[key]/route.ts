import { preflight } from "@/app/_shared/dataResponse";
import { statisticResponse } from "@/app/_shared/statisticResponse";

export const dynamic = "force-dynamic";

/** `/api/v1/statistics/<key>`: the same object as `/statistics/<key>.json`. */
export async function GET(request: Request, { params }: { params: Promise<{ key: string }> }) {
  return statisticResponse(request, (await params).key, "json");
}

export { preflight as OPTIONS };
