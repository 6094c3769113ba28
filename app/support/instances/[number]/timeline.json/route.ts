import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withLook } from "@/app/support/lookAt";

export const dynamic = "force-dynamic";

/** A page of what an instance sent, under a grant. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ number: string }> },
): Promise<Response> {
  return withLook(params, "a page of events", ({ instance }) => timelineResponse(request, instance));
}
