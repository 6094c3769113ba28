import { feedResponse } from "@/app/_shared/feedResponse";

/** `/feeds/methodology.atom`. */
export function GET(request: Request): Promise<Response> {
  return feedResponse(request, "methodology");
}

export { preflight as OPTIONS } from "@/app/_shared/dataResponse";
