import { feedResponse } from "@/app/_shared/feedResponse";

/** `/feeds/catalogue.atom`. */
export function GET(request: Request): Promise<Response> {
  return feedResponse(request, "catalogue");
}

export { preflight as OPTIONS } from "@/app/_shared/dataResponse";
