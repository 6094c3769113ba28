import { shared } from "../caching/shared";
import { isAway } from "../database/errors";
import { allOf } from "../database/recordset";
import type { Session } from "../database/types";
import { eventsReceivedStatistic } from "../statistics/declared/eventsReceived";
import type { StatisticReading, View } from "../statistics/view/reading";
import { defaultView } from "../statistics/view/view";
import { addDays, dayOf } from "../words/period";
import { sayPeriod } from "../words/sayPeriod";

/** How often event types were received. */
export interface EventTypeUseReading {
  /** When, as a part of a sentence: `in 28 days`, `in the week of 16 November 2026`. */
  readonly when: string;
  /** Events by type. A type that is not in it was not received or, where figures are published, from too few instances. */
  readonly byType: ReadonlyMap<string, number>;
  readonly isPrivate: boolean;
  readonly publishMinInstances: number;
}

/** Days a private installation looks back on, with today. */
const windowDays = 28;
const sharedForMs = 10_000;

interface UseOptions {
  /** Instance keys of the documentation's example IDs, which are not counted. */
  readonly exampleKeys: readonly string[];
  readonly isPrivate: boolean;
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  readonly now?: () => Date;
}

/** Reads the use of all event types: what arrived on a private installation, else what the statistic publishes. */
export function createEventTypeUseReader(
  database: Pick<Session, "sql">,
  { exampleKeys, isPrivate, readStatistic, now = () => new Date() }: UseOptions,
): () => Promise<EventTypeUseReading> {
  const readReceived = shared(
    sharedForMs,
    async () => {
      const rows = await database.sql
        .selectFrom("visible_instance_day_event")
        .select(({ fn }) => ["event_type", fn.sum<number>("events").as("events")])
        .where("day", ">=", addDays(dayOf(now()), 1 - windowDays))
        .where("day", "<=", dayOf(now()))
        .where("instance_key", "<>", allOf(exampleKeys, "uuid"))
        .groupBy("event_type")
        .execute();
      return new Map(rows.map(({ event_type, events }) => [event_type, events]));
    },
    { isSurvived: isAway },
  );
  if (isPrivate) {
    return async () => ({
      when: `in ${windowDays} days`,
      byType: await readReceived(),
      isPrivate,
      publishMinInstances: 1,
    });
  }
  return async () => {
    const view = defaultView(eventsReceivedStatistic);
    const { latest, publishMinInstances } = await readStatistic(eventsReceivedStatistic.key, view);
    return {
      when: latest === null ? "so far" : sayPeriod(view.interval, latest.start),
      byType: new Map(Object.entries(latest?.values ?? {})),
      isPrivate,
      publishMinInstances,
    };
  };
}
