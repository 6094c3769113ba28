import type { TimelineQuery } from "@/lib/instances/timeline/types";

/** What a reader narrowed the timeline to. */
export interface TimelineFilter extends Pick<TimelineQuery, "types"> {
  /** Of the instance's pages, see `ShownInstance`. */
  readonly base: string;
}

/** Where in the timeline a page begins; neither for the newest. */
export interface TimelinePlace {
  readonly before?: string | null;
  readonly after?: string | null;
}

/** The page of the timeline with these types at this place. */
export function timelinePath(filter: TimelineFilter, place: TimelinePlace = {}): string {
  return withParameters(`${filter.base}/events`, filter, place);
}

/** The same as JSON, `limit` events of it. */
export function timelineJsonPath(filter: TimelineFilter, place: TimelinePlace, limit: number): string {
  return withParameters(`${filter.base}/timeline.json`, filter, place, { limit: String(limit) });
}

function withParameters(
  path: string,
  { types }: TimelineFilter,
  { before, after }: TimelinePlace,
  more: Readonly<Record<string, string>> = {},
): string {
  const parameters = new URLSearchParams({
    ...(types.length === 0 ? {} : { types: types.join(",") }),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    ...more,
  });
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
