import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { toEventJson } from "@/lib/instances/timeline/eventJson";
import { parseTimelineQuery } from "@/lib/instances/timeline/parseTimelineQuery";
import type { RelayView } from "@/lib/relay/relayView";
import { getServices } from "@/lib/services";
import { parametersOf } from "./client";
import { privateJson, refused } from "./privateResponse";

/**
 * A page of an instance's events, as the request's parameters ask for it.
 * @param readFates for a relay's admin: what became of the events there
 */
export async function timelineResponse(
  request: Request,
  instance: OpenInstance,
  readFates?: RelayView["readFates"],
): Promise<Response> {
  const parsed = parseTimelineQuery(parametersOf(request));
  if (!parsed.ok) return refused("invalid_parameter", { message: parsed.message });
  const { instances } = await getServices();
  const { events, older, newer, days } = await instances.readTimeline(instance, parsed.query);
  const fates = readFates === undefined ? {} : { fates: readFates(events) };
  return privateJson({ events: events.map(toEventJson), older, newer, days, ...fates });
}
