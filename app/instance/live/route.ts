import { liveResponse } from "@/app/_shared/liveResponse";
import { untilSessionEnds } from "@/app/_shared/untilSessionEnds";
import { withOpenInstance } from "../readInstance";

/** Events of the session's instance as they are stored, as server-sent events. */
export function GET(request: Request): Promise<Response> {
  return withOpenInstance(async (instance) =>
    liveResponse(request, instance, await untilSessionEnds("instance", { signal: request.signal })),
  );
}
