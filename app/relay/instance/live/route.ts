import { liveResponse } from "@/app/_shared/liveResponse";
import { untilSessionEnds } from "@/app/_shared/untilSessionEnds";
import { withChosen } from "../openChosen";

/** Events of the chosen instance as they are stored, as server-sent events. */
export function GET(request: Request): Promise<Response> {
  return withChosen(async ({ instance }) =>
    liveResponse(request, instance, await untilSessionEnds("relay", { signal: request.signal })),
  );
}
