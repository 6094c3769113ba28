import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withOpenInstance } from "../readInstance";

export const dynamic = "force-dynamic";

/** A page of what the session's instance sent. */
export function GET(request: Request): Promise<Response> {
  return withOpenInstance((instance) => timelineResponse(request, instance));
}
