import { clientOf } from "@/app/_shared/client";
import { readSession } from "@/app/_shared/cookieSessions";
import { eventStreamHeaders } from "@/app/_shared/liveResponse";
import { refused } from "@/app/_shared/privateResponse";
import { untilSessionEnds } from "@/app/_shared/untilSessionEnds";
import { openedStream } from "@/lib/instances/live/eventStream";
import { getServices } from "@/lib/services";

/** Says `opened` as soon as there is something under the session's ID, as a server-sent event. */
export async function GET(request: Request): Promise<Response> {
  const session = await readSession("instance");
  if (session === null) return refused("unknown_instance");
  const { instances } = await getServices();
  const { live } = instances;
  const stream = openedStream({
    live,
    key: instances.keyOf(session.instanceId),
    client: await clientOf(request),
    signal: await untilSessionEnds("instance", { signal: request.signal }),
  });
  return new Response(stream, { headers: eventStreamHeaders });
}
