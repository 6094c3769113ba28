import { dataResponse, preflight } from "@/app/_shared/dataResponse";
import { baseUrlOf } from "@/lib/http/baseUrl";
import { getServices } from "@/lib/services";
import { statistics } from "@/lib/statistics/declared/statistics";
import { toListJson } from "@/lib/statistics/export/toListJson";

/** `/api/v1/statistics`: every statistic, and where its figures are. */
export async function GET(request: Request): Promise<Response> {
  const { settings } = await getServices();
  const list = toListJson(statistics, { baseUrl: baseUrlOf(settings, request.headers) });
  return dataResponse(request, { body: JSON.stringify(list), contentType: "application/json" });
}

export { preflight as OPTIONS };
