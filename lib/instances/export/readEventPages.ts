import { z } from "zod";
import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";

/** Some events of an instance, the oldest first, as JSON text. */
export interface EventPage {
  /** JSON objects as `eventJsonSchema` describes them, each after `prefix`, with `separator` in between. */
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
  /** The last event that is read; null where there is none. */
  readonly last: Place | null;
}

/** Where an event stands among those of its instance. */
interface Place {
  readonly time: string;
  readonly id: string;
}

const pageSchema = z.object({
  text: z.string(),
  events: z.int(),
  by_type: z.record(z.string(), z.int()),
  last: z.object({ time: z.string(), id: z.guid() }),
});

const isoTime = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The server writes the JSON: making an object of every row here, only to write it again, takes several times as long. */
const eventText = `concat($6::text, '"id":"', id, '","event_time":"', ${isoTime("event_time")},
  '","received_at":"', ${isoTime("received_at")}, '","event_type":', to_json(event_type),
  ',"event_data":', data, ',"left_out":', coalesce(left_out, '[]'), '}')`;

/**
 * Walks the primary key. Not a prepared statement, and the limit is part of it: a plan made for an instance of average
 * size would sort all events of a large one for every page. The time by itself says which partitions are needed.
 */
const pageStatement = (limit: number) => `
with page as materialized (
  select event_time, id, event_type, ${eventText} as text
  from event
  where instance_key = $1::uuid and ${notErased("$1::uuid")}
    and event_time >= $2::timestamptz and (event_time, id) > ($2::timestamptz, $3::uuid)
    and event_time <= $4::timestamptz and (event_time, id) <= ($4::timestamptz, $5::uuid)
  order by event_time, id limit ${limit}
), last as (
  select event_time, id from page order by event_time desc, id desc limit 1
), types as (
  select event_type, count(*)::integer as events from page group by event_type
)
select (select string_agg(text, $7::text order by event_time, id) from page) as text,
  (select count(*)::integer from page) as events,
  (select jsonb_object_agg(event_type, events) from types) as by_type,
  jsonb_build_object('time', ${isoTime("event_time")}, 'id', id) as last
from last`;

const first: Place = { time: "-infinity", id: "00000000-0000-0000-0000-000000000000" };

/** Reads the events of an instance up to one of them, a page at a time and only when the next one is asked for. */
export async function* readEventPages(
  database: Pick<Database, "query">,
  key: string,
  { pageEvents, prefix, separator, last }: PageOptions,
): AsyncGenerator<EventPage> {
  if (last === null) return;
  const statement = pageStatement(pageEvents);
  let after = first;
  for (;;) {
    const parameters = [key, after.time, after.id, last.time, last.id, prefix, separator];
    const [row] = await database.query<unknown>(statement, parameters);
    if (row === undefined) return;
    const page = pageSchema.parse(row);
    yield { text: page.text, events: page.events, byType: page.by_type };
    if (page.events < pageEvents) return;
    after = page.last;
  }
}

/** The last event of an instance by its time: what arrives after it while others are read is not waited for. */
export async function readLastEvent(database: Pick<Database, "query">, key: string): Promise<Place | null> {
  const [row] = await database.query<Place>(
    `select ${isoTime("event_time")} as time, id from event
     where instance_key = $1::uuid and ${notErased("$1::uuid")}
     order by event_time desc, id desc limit 1`,
    [key],
  );
  return row ?? null;
}
