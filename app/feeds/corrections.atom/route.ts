import { feedResponse } from "@/app/_shared/feedResponse";

/** `/feeds/corrections.atom`. */
export function GET(request: Request): Promise<Response> {
  return feedResponse(request, "corrections");
}

export { preflight as OPTIONS } from "@/app/_shared/dataResponse";
