import { sql as text } from "kysely";
import type { Session } from "../../database/types";

type Sql = Pick<Session, "sql">;

/** Some events of an instance, the oldest first, as JSON text. */
export interface EventPage {
  /** JSON objects as `eventRecordSchema` describes them, each after `prefix`, with `separator` in between. */
  readonly text: string;
  readonly events: number;
  readonly byType: Readonly<Record<string, number>>;
}

interface PageOptions {
  /** Events of a page. */
  readonly pageEvents: number;
  /** What each object begins with: `{`, or with a field of its own. */
  readonly prefix: string;
  readonly separator: string;
}

/** Where an event stands among those of its instance. */
interface Place {
  readonly time: string;
  readonly id: string;
}

const isoTime = (column: "event_time" | "received_at") =>
  text<string>`to_char(${text.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The server writes the JSON: making an object of every row here, only to write it again, takes several times as long. */
const eventText = (
  prefix: string,
) => text<string>`concat(${prefix}::text, '"id":"', id, '","event_time":"', ${isoTime("event_time")},
  '","received_at":"', ${isoTime("received_at")}, '","event_type":', to_json(event_type),
  ',"event_data":', data, ',"left_out":', coalesce(left_out, '[]'), ',"counted_by":"', counted_by, '"}')`;

/**
 * Walks the primary key. Not a prepared statement: a plan made for an instance of average size would sort all events of a
 * large one for every page. The time by itself says which partitions are needed.
 */
function selectPage({ sql }: Sql, key: string, after: Place, last: Place, options: PageOptions) {
  return sql
    .with(
      (page) => page("page").materialized(),
      (page) =>
        page
          .selectFrom("visible_event")
          .select(["event_time", "id", "event_type", eventText(options.prefix).as("text")])
          .where("instance_key", "=", key)
          .where("event_time", ">=", moment(after))
          .where((of) => of(of.refTuple("event_time", "id"), ">", of.tuple(moment(after), after.id)))
          .where("event_time", "<=", moment(last))
          .where((of) => of(of.refTuple("event_time", "id"), "<=", of.tuple(moment(last), last.id)))
          .orderBy("event_time")
          .orderBy("id")
          .limit(options.pageEvents),
    )
    .with("types", (page) =>
      page
        .selectFrom("page")
        .select(({ fn }) => ["event_type", fn.countAll<number>().as("events")])
        .groupBy("event_type"),
    )
    .selectFrom("page as last")
    .select((of) => [
      of
        .selectFrom("page")
        .select(text<string>`string_agg(text, ${options.separator}::text order by event_time, id)`.as("text"))
        .$asScalar()
        .$notNull()
        .as("text"),
      of
        .selectFrom("types")
        .select(({ fn }) =>
          fn<Record<string, number>>("jsonb_object_agg", ["event_type", "events"]).as("by_type"),
        )
        .$asScalar()
        .$notNull()
        .as("by_type"),
      isoTime("event_time").as("time"),
      "id",
    ])
    .orderBy("event_time", "desc")
    .orderBy("id", "desc")
    .limit(1);
}

const first: Place = { time: "-infinity", id: "00000000-0000-0000-0000-000000000000" };

const moment = ({ time }: Place) => text<Date>`${time}::timestamptz`;

/** Reads the events of an instance up to one of them, a page at a time and only when the next one is asked for. */
export async function* readEventPages(
  session: Sql,
  key: string,
  { last, ...options }: PageOptions & { readonly last: Place | null },
): AsyncGenerator<EventPage> {
  if (last === null) return;
  for (let after = first; ; ) {
    const page = await selectPage(session, key, after, last, options).executeTakeFirst();
    if (page === undefined) return;
    const events = Object.values(page.by_type).reduce((sum, count) => sum + count, 0);
    yield { text: page.text, events, byType: page.by_type };
    if (events < options.pageEvents) return;
    after = page;
  }
}

/** The last event of an instance by its time: what arrives after it while others are read is not waited for. */
export async function readLastEvent({ sql }: Sql, key: string): Promise<Place | null> {
  const last = await sql
    .selectFrom("visible_event")
    .select([isoTime("event_time").as("time"), "id"])
    .where("instance_key", "=", key)
    .orderBy("event_time", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return last ?? null;
}
