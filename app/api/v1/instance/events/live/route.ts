import { liveResponse } from "@/app/_shared/liveResponse";
import { withInstance } from "../../withInstance";

/** The instance's events as they are stored, as server-sent events. */
export function GET(request: Request): Promise<Response> {
  return withInstance(request, (instance) => liveResponse(request, instance));
}
