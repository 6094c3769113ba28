import { catalogue } from "../../catalogue";
import type { Session } from "../../database/types";
import { engineMinor, engineMinorClasses, preReleaseClass } from "../../statistics/declare/engineMinor";
import { attributesSchema } from "../../statistics/declare/frame";
import { sayTimetable } from "../../statistics/declare/sayTimetable";
import { engineVersionStatistic } from "../../statistics/declared/engineVersions";
import type { StatisticReading, View } from "../../statistics/view/reading";
import { defaultView } from "../../statistics/view/view";
import { dayEvents } from "../timeline/dayEvents";
import { readTimeline } from "../timeline/readTimeline";
import { engineState } from "./engineState";
import type { InstanceNow } from "./instanceNow";
import { latestStart } from "./latestStart";

export interface NowOptions {
  readonly isExample: boolean;
  readonly readStatistic: (key: string, view: View) => Promise<StatisticReading>;
  readonly now: () => Date;
}

type Sql = Pick<Session, "sql">;

/**
 * What an instance is now, from its latest start and its roll-ups.
 * @returns null where nothing is stored of it or it is erased, unless it is an example of the documentation
 */
export async function readNow(
  session: Sql,
  key: string,
  { isExample, readStatistic, now }: NowOptions,
): Promise<InstanceNow | null> {
  const [row, events] = await Promise.all([readInstance(session, key), readEventCounts(session, key)]);
  if (row === undefined) return isExample ? unseenExample : null;
  const start = latestStart(row);
  const attributes = attributesSchema.safeParse(start?.data).data ?? null;
  const versionClass = attributes && engineMinor(attributes.engine_version);
  return {
    isExample,
    edition: row.edition,
    firstSeen: row.first_seen.toISOString(),
    lastSeen: row.last_seen.toISOString(),
    daysSeen: row.days,
    start,
    state: await readState(session, key, row, now()),
    versionClass,
    newerVersions: versionClass === null ? [] : await readNewerVersions(versionClass, readStatistic),
    scheduleWords: attributes && sayTimetable(attributes.restore.refreshing),
    events,
    totalEvents: events.reduce((sum, one) => sum + one.events, 0),
  };
}

function readInstance({ sql }: Sql, key: string) {
  return sql
    .selectFrom("visible_instance")
    .select(["edition", "first_seen", "last_seen", "started_at", "start_id", "attributes"])
    .select((of) =>
      of
        .selectFrom("visible_instance_day")
        .select(({ fn }) => fn.countAll<number>().as("days"))
        .whereRef("visible_instance_day.instance_key", "=", "visible_instance.instance_key")
        .$asScalar()
        .$notNull()
        .as("days"),
    )
    .where("instance_key", "=", key)
    .executeTakeFirst();
}

async function readEventCounts(session: Sql, key: string): Promise<InstanceNow["events"]> {
  const rows = await session.sql
    .selectFrom(dayEvents(session, key))
    .select(({ fn }) => [
      "event_type",
      fn.sum<number>("events").as("events"),
      fn.max<string>("day").as("last_day"),
    ])
    .groupBy("event_type")
    .orderBy("event_type")
    .execute();
  const place = (name: string) => catalogue.types.findIndex((type) => type.name === name);
  const known = rows.filter(({ event_type }) => place(event_type) >= 0);
  const unknown = rows.filter(({ event_type }) => place(event_type) < 0);
  known.sort((one, other) => place(one.event_type) - place(other.event_type));
  return [...known, ...unknown].map(({ event_type, events, last_day }) => ({
    type: event_type,
    title: catalogue.find(event_type)?.title ?? event_type,
    events,
    lastDay: last_day,
  }));
}

async function readState(
  session: Sql,
  key: string,
  { started_at, last_seen }: { readonly started_at: Date | null; readonly last_seen: Date },
  now: Date,
): Promise<InstanceNow["state"]> {
  const query = { types: ["engine_stopped"], before: null, after: null, limit: 1 };
  const [stop] = (await readTimeline(session, key, query)).events;
  const startedAt = started_at?.toISOString() ?? null;
  return engineState(
    { startedAt, stoppedAt: stop?.eventTime ?? null, lastSeen: last_seen.toISOString() },
    now,
  );
}

/** Published by themselves in the latest finished week, newest first. */
async function readNewerVersions(
  versionClass: string,
  readStatistic: NowOptions["readStatistic"],
): Promise<string[]> {
  const newestFirst = engineMinorClasses.map(({ key }) => key).filter((key) => key !== preReleaseClass);
  const place = newestFirst.indexOf(versionClass);
  if (place <= 0) return [];
  const { latest } = await readStatistic(engineVersionStatistic.key, defaultView(engineVersionStatistic));
  return newestFirst.slice(0, place).filter((key) => (latest?.values[key] ?? 0) > 0);
}

const unseenExample: InstanceNow = {
  isExample: true,
  edition: "community",
  firstSeen: null,
  lastSeen: null,
  daysSeen: 0,
  start: null,
  state: { kind: "unknown", since: null },
  versionClass: null,
  newerVersions: [],
  scheduleWords: null,
  events: [],
  totalEvents: 0,
};
