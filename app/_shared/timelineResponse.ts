import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { toEventJson } from "@/lib/instances/timeline/eventJson";
import { parseTimelineQuery } from "@/lib/instances/timeline/parseTimelineQuery";
import { getServices } from "@/lib/services";
import { privateJson, refusedAccess } from "./privateResponse";

/** A page of an instance's events, as the request's parameters ask for it. */
export async function timelineResponse(request: Request, instance: OpenInstance): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const parameters = Object.fromEntries(
    [...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]),
  );
  const parsed = parseTimelineQuery(parameters);
  if (!parsed.ok) return refusedAccess("invalid_request", { message: parsed.message });
  const { instances } = await getServices();
  const { events, older, newer, days } = await instances.readTimeline(instance, parsed.query);
  return privateJson({ events: events.map(toEventJson), older, newer, days });
}
