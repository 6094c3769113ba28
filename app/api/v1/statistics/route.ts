import { dataResponse, preflight } from "@/app/api/dataResponse";
import { getServices } from "@/lib/services";
import { toListJson } from "@/lib/statistics/export/toListJson";
import { statistics } from "@/lib/statistics/statistics";
import { baseUrlOf } from "@/lib/web/baseUrl";

export const dynamic = "force-dynamic";

/** `/api/v1/statistics`: every statistic, and where its figures are. */
export async function GET(request: Request): Promise<Response> {
  const { settings } = await getServices();
  const list = toListJson(statistics, { baseUrl: baseUrlOf(settings, request.headers.get("host")) });
  return dataResponse(request, { body: JSON.stringify(list), contentType: "application/json" });
}

export { preflight as OPTIONS };
