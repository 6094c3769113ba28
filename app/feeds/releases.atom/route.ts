import { feedResponse } from "@/app/_shared/feedResponse";

/** `/feeds/releases.atom`. */
export function GET(request: Request): Promise<Response> {
  return feedResponse(request, "releases");
}

export { preflight as OPTIONS } from "@/app/_shared/dataResponse";
