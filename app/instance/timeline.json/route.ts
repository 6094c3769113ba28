import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withOpenInstance } from "../readInstance";

/** A page of what the session's instance sent. */
export function GET(request: Request): Promise<Response> {
  return withOpenInstance((instance) => timelineResponse(request, instance));
}
