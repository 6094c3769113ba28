import { liveResponse } from "@/app/_shared/liveResponse";
import { withOpenInstance } from "../readInstance";

/** Events of the session's instance as they are stored, as server-sent events. */
export function GET(request: Request): Promise<Response> {
  return withOpenInstance((instance) => liveResponse(request, instance));
}
