import { preflight } from "@/app/api/dataResponse";
import { statisticResponse } from "@/app/api/statisticResponse";

export const dynamic = "force-dynamic";

/** `/api/v1/statistics/<key>`: the same object as `/statistics/<key>.json`. */
export async function GET(request: Request, { params }: { params: Promise<{ key: string }> }) {
  return statisticResponse(request, (await params).key, "json");
}

export { preflight as OPTIONS };
