import type { InPath } from "@/app/_shared/pageProps";
import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withLook } from "@/app/support/lookAt";

/** A page of what an instance sent, under a grant. */
export function GET(request: Request, { params }: InPath<"number">): Promise<Response> {
  return withLook(params, "a page of events", ({ instance }) => timelineResponse(request, instance));
}
