import { z } from "zod";
import { bucketMidpointSeconds } from "../../catalogue";
import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import { type DayRecord, dayRecordSchema } from "./records";

const rowSchema = z.object({
  day: z.string(),
  started_at: z.date().nullable(),
  start_id: z.guid().nullable(),
  attributes: dayRecordSchema.shape.attributes,
  events: dayRecordSchema.shape.events.nullable(),
  clone_times: z.array(z.object({ bucket: z.int(), clones: z.int() })).nullable(),
  values: z.array(z.object({ field: z.string(), value: z.string(), events: z.int() })).nullable(),
  late: z.object({ starts: z.boolean(), marks: z.int(), marked_at: z.string() }).nullable(),
});

const ofDay = (table: string) => `from ${table} as counted
   where counted.instance_key = days.instance_key and counted.day = days.day`;

const daysStatement = `
select day::text as day, started_at, start_id, attributes,
  (select jsonb_object_agg(event_type, events) ${ofDay("instance_day_event")}) as events,
  (select jsonb_agg(jsonb_build_object('bucket', bucket, 'clones', clones) order by bucket)
   ${ofDay("instance_day_clone_time")}) as clone_times,
  (select jsonb_agg(jsonb_build_object('field', field, 'value', value, 'events', events) order by field, value)
   ${ofDay("instance_day_value")}) as values,
  (select jsonb_build_object('starts', starts, 'marks', marks, 'marked_at', marked_at)
   ${ofDay("instance_day_late")}) as late
from instance_day as days
where instance_key = $1 and day > $2::date and ${notErased("days.instance_key")}
order by days.day limit $3`;

/** Reads what is counted of an instance by day, the oldest first, a page at a time and only when it is asked for. */
export async function* readDays(
  database: Pick<Database, "query">,
  key: string,
  pageDays: number,
): AsyncGenerator<readonly DayRecord[]> {
  let after = "-infinity";
  for (;;) {
    const rows = await database.query<unknown>(daysStatement, [key, after, pageDays]);
    const days = rows.map(toDayRecord);
    const last = days.at(-1);
    if (last === undefined) return;
    yield days;
    if (days.length < pageDays) return;
    after = last.day;
  }
}

function toDayRecord(row: unknown): DayRecord {
  const { started_at, events, clone_times, values, late, ...rest } = rowSchema.parse(row);
  return {
    day: rest.day,
    started_at: started_at?.toISOString() ?? null,
    start_id: rest.start_id,
    attributes: rest.attributes,
    events: events ?? {},
    clone_times: (clone_times ?? []).map(({ bucket, clones }) => ({
      bucket,
      seconds: Number(bucketMidpointSeconds(bucket).toPrecision(6)),
      clones,
    })),
    values: byField(values ?? []),
    late: late === null ? null : { ...late, marked_at: new Date(late.marked_at).toISOString() },
  };
}

function byField(rows: readonly { field: string; value: string; events: number }[]): DayRecord["values"] {
  const values: DayRecord["values"] = {};
  for (const { field, value, events } of rows) values[field] = { ...values[field], [value]: events };
  return values;
}
