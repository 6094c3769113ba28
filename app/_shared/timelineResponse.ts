import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { toEventJson } from "@/lib/instances/timeline/eventJson";
import { parseTimelineQuery } from "@/lib/instances/timeline/parseTimelineQuery";
import { getServices } from "@/lib/services";
import { parametersOf } from "./client";
import { privateJson, refused } from "./privateResponse";

/** A page of an instance's events, as the request's parameters ask for it. */
export async function timelineResponse(request: Request, instance: OpenInstance): Promise<Response> {
  const parsed = parseTimelineQuery(parametersOf(request));
  if (!parsed.ok) return refused("invalid_parameter", { message: parsed.message });
  const { instances } = await getServices();
  const { events, older, newer, days } = await instances.readTimeline(instance, parsed.query);
  return privateJson({ events: events.map(toEventJson), older, newer, days });
}
