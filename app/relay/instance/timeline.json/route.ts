import { timelineResponse } from "@/app/_shared/timelineResponse";
import { withChosen } from "../openChosen";

/** A page of what the chosen instance sent, with what of each event left. */
export function GET(request: Request): Promise<Response> {
  return withChosen(({ instance, relay }) => timelineResponse(request, instance, relay.readFates));
}
