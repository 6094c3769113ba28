import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withInstance } from "../withInstance";

/** What the instance sent, newest first, a page at a time. */
export function GET(request: Request): Promise<Response> {
  return withInstance(request, (instance) => timelineResponse(request, instance));
}
