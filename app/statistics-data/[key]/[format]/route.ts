import { preflight } from "@/app/_shared/dataResponse";
import { statisticResponse } from "@/app/_shared/statisticResponse";

export const dynamic = "force-dynamic";

/** `/statistics/<key>.csv`, `.json` and `.svg`, which next.config.js rewrites to here. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ key: string; format: string }> },
) {
  const { key, format } = await params;
  return statisticResponse(request, key, format);
}

export { preflight as OPTIONS };
