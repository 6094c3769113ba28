import type { CsvValue } from "../../words/csv";
import { leaves } from "./leaves";
import type { DayRecord } from "./records";

/** The columns of the table of days, with what they mean. */
export const dayColumns = {
  day: "The day (UTC, by event_time).",
  kind: "events: how many events of a type. clone_time: clones that took about so long. value: events of a type with a value. known: when the last of its events was known. start: a field of the last engine_started of the day.",
  event_type: "The event type.",
  field: "The field of event_data; for kind start also started_at and start_id.",
  value: "Its value; for clone times the seconds that stand for the bucket.",
  bucket: "Number of the bucket of a clone time.",
  count: "How many events or clones.",
} as const;

type DayRow = { readonly [Column in keyof typeof dayColumns]?: CsvValue };

/** A day as rows of a table, each with one figure or one value. */
export function dayRows(record: DayRecord): CsvValue[][] {
  const { day } = record;
  const rows: DayRow[] = [
    ...Object.entries(record.events).map(([event_type, count]) => ({ kind: "events", event_type, count })),
    ...record.clone_times.map(({ bucket, seconds, clones }) => ({
      kind: "clone_time",
      field: "cloning_time",
      value: seconds,
      bucket,
      count: clones,
    })),
    ...Object.entries(record.values).flatMap(([path, values]) =>
      Object.entries(values).map(([value, count]) => ({ kind: "value", ...splitPath(path), value, count })),
    ),
    { kind: "known", field: "known_at", value: record.known_at },
    ...startRows(record),
  ];
  const columns = Object.keys(dayColumns) as (keyof typeof dayColumns)[];
  return rows.map((row) => columns.map((column) => (column === "day" ? day : (row[column] ?? null))));
}

function startRows({ started_at, start_id, attributes }: DayRecord): DayRow[] {
  if (started_at === null) return [];
  const fields: [string, CsvValue][] = [
    ["started_at", started_at],
    ["start_id", start_id],
    ...leaves(attributes ?? {}),
  ];
  return fields.map(([field, value]) => ({ kind: "start", event_type: "engine_started", field, value }));
}

/** `alert.level` as event type and field. */
function splitPath(path: string): { event_type: string; field: string } {
  const dot = path.indexOf(".");
  return { event_type: path.slice(0, dot), field: path.slice(dot + 1) };
}
