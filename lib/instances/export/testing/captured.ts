import { catalogue, unknownPaths } from "../../../catalogue";
import { readEventCaptures } from "../../../catalogue/testing/captures";
import { type EventRow, keepEvent } from "../../../ingest/keepEvent";
import { testPseudonyms } from "../../../statistics/testing/fleet";

/**
 * Every event that engines were captured sending, as an instance would have sent them one after another.
 * @param every milliseconds from one to the next
 */
export function capturedRows(instanceId: string, from: string, every: number): EventRow[] {
  return readEventCaptures().map(({ body }, index) => {
    const { event_type, event_data }: { event_type: string; event_data: unknown } = JSON.parse(body);
    const type = catalogue.find(event_type);
    if (type === undefined) throw new Error(event_type);
    const event = {
      instanceId,
      type,
      data: type.data.parse(event_data),
      eventTime: null,
      eventId: null,
      unknownPaths: unknownPaths(type, event_data),
    };
    return keepEvent(event, testPseudonyms, new Date(Date.parse(from) + index * every));
  });
}
