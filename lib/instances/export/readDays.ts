import type { InferResult } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { bucketMidpointSeconds } from "../../catalogue";
import type { Session } from "../../database/types";
import { type DayRecord, dayRecordSchema } from "./records";

const { attributes: attributesSchema } = dayRecordSchema.shape;

function selectDays({ sql }: Pick<Session, "sql">, key: string, after: string, pageDays: number) {
  return sql
    .selectFrom("visible_instance_day as days")
    .select(["days.day", "days.known_at", "days.started_at", "days.start_id", "days.attributes"])
    .select((of) => [
      of
        .selectFrom("visible_instance_day_event as counted")
        .select(({ fn }) =>
          fn<Record<string, number> | null>("jsonb_object_agg", ["counted.event_type", "counted.events"]).as(
            "all",
          ),
        )
        .whereRef("counted.instance_key", "=", "days.instance_key")
        .whereRef("counted.day", "=", "days.day")
        .as("events"),
      jsonArrayFrom(
        of
          .selectFrom("visible_instance_day_clone_time as counted")
          .select(["counted.bucket", "counted.clones"])
          .whereRef("counted.instance_key", "=", "days.instance_key")
          .whereRef("counted.day", "=", "days.day")
          .orderBy("counted.bucket"),
      ).as("clone_times"),
      jsonArrayFrom(
        of
          .selectFrom("visible_instance_day_value as counted")
          .select(["counted.field", "counted.value", "counted.events"])
          .whereRef("counted.instance_key", "=", "days.instance_key")
          .whereRef("counted.day", "=", "days.day")
          .orderBy("counted.field")
          .orderBy("counted.value"),
      ).as("values"),
    ])
    .where("days.instance_key", "=", key)
    .where("days.day", ">", after)
    .orderBy("days.day")
    .limit(pageDays);
}

type DayRow = InferResult<ReturnType<typeof selectDays>>[number];

/** Reads what is counted of an instance by day, the oldest first, a page at a time and only when it is asked for. */
export async function* readDays(
  session: Pick<Session, "sql">,
  key: string,
  pageDays: number,
): AsyncGenerator<readonly DayRecord[]> {
  let after = "-infinity";
  for (;;) {
    const rows = await selectDays(session, key, after, pageDays).execute();
    const days = rows.map(toDayRecord);
    const last = days.at(-1);
    if (last === undefined) return;
    yield days;
    if (days.length < pageDays) return;
    after = last.day;
  }
}

function toDayRecord({ started_at, events, clone_times, values, ...rest }: DayRow): DayRecord {
  return {
    day: rest.day,
    known_at: rest.known_at.toISOString(),
    started_at: started_at?.toISOString() ?? null,
    start_id: rest.start_id,
    attributes: attributesSchema.parse(rest.attributes),
    events: events ?? {},
    clone_times: clone_times.map(({ bucket, clones }) => ({
      bucket,
      seconds: Number(bucketMidpointSeconds(bucket).toPrecision(6)),
      clones,
    })),
    values: byField(values),
  };
}

function byField(rows: readonly { field: string; value: string; events: number }[]): DayRecord["values"] {
  const values: DayRecord["values"] = {};
  for (const { field, value, events } of rows) values[field] = { ...values[field], [value]: events };
  return values;
}
