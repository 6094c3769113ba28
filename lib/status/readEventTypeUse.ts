import { shared } from "../caching/shared";
import { allOf } from "../database/recordset";
import type { Session } from "../database/types";
import { publishable } from "../statistics/publish/smallGroups";
import { addDays, dayOf } from "../words/period";

/** How often an event type was received, and from how many instances. */
export interface EventTypeUse {
  readonly events: number;
  readonly instances: number;
}

/** What was received of each event type in a window of whole UTC days, the unfinished one of today with it. */
export interface EventTypeUseReading {
  /** ISO 8601. */
  readonly computedAt: string;
  readonly days: number;
  readonly publishMinInstances: number;
  /** By event type. A type that fewer instances sent than may be published is not in it. */
  readonly byType: ReadonlyMap<string, EventTypeUse>;
}

/** Days the use of event types looks back on, with today. */
export const eventTypeUseDays = 28;
const sharedForMs = 10_000;

interface UseOptions {
  /** Instance keys of the documentation's example IDs, which are not counted. */
  readonly exampleKeys: readonly string[];
  readonly publishMinInstances: number;
  readonly now?: () => Date;
}

/** Reads the use of all event types from the roll-ups, under the small-group rule; callers share a reading for ten seconds. */
export function createEventTypeUseReader(
  database: Pick<Session, "sql">,
  { exampleKeys, publishMinInstances, now = () => new Date() }: UseOptions,
): () => Promise<EventTypeUseReading> {
  return shared(sharedForMs, async () => {
    const at = now();
    const rows = await database.sql
      .selectFrom("visible_instance_day_event")
      .select(({ fn }) => [
        "event_type",
        fn.sum<number>("events").as("events"),
        fn.count<number>("instance_key").distinct().as("instances"),
      ])
      .where("day", ">=", addDays(dayOf(at), 1 - eventTypeUseDays))
      .where("day", "<=", dayOf(at))
      .where("instance_key", "<>", allOf(exampleKeys, "uuid"))
      .groupBy("event_type")
      .execute();
    const published = rows.filter(({ instances }) => publishable(instances, publishMinInstances));
    return {
      computedAt: at.toISOString(),
      days: eventTypeUseDays,
      publishMinInstances,
      byType: new Map(
        published.map(({ event_type, events, instances }) => [event_type, { events, instances }]),
      ),
    };
  });
}
