import { feedResponse } from "@/app/_shared/feedResponse";

/** `/feeds/all.atom`. */
export function GET(request: Request): Promise<Response> {
  return feedResponse(request, "all");
}

export { preflight as OPTIONS } from "@/app/_shared/dataResponse";
