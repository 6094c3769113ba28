import { catalogue, describeFields } from "../../catalogue";
import type { CsvColumn, CsvValue } from "../../words/csv";
import { leaves } from "./leaves";
import type { EventRecord } from "./records";

const dataPrefix = "data.";

/** The columns of the table of events: what every event has, then every field of the catalogue. */
export const eventColumns: readonly CsvColumn[] = [
  { name: "event_time", what: "When it happened." },
  { name: "received_at", what: "When it was received." },
  { name: "event_type", what: "Its type, as in the catalogue of events." },
  { name: "id", what: "Identifier of the event." },
  { name: "counted_by", what: "Which of its times says when it was known; nothing where it is in no count." },
  ...fieldColumns(),
  { name: "left_out", what: "Names that were sent with it and are not kept, separated by semicolons." },
];

const places: ReadonlyMap<string, number> = new Map(eventColumns.map(({ name }, index) => [name, index]));
const emptyCells: readonly CsvValue[] = eventColumns.map(() => null);

/** The cells of an event, one for each column. A field that is null has an empty cell, like one that was not sent. */
export function eventCells(event: EventRecord): CsvValue[] {
  const cells = [...emptyCells];
  const put = (name: string, value: CsvValue) => {
    const place = places.get(name);
    if (place !== undefined) cells[place] = value;
  };
  put("event_time", event.event_time);
  put("received_at", event.received_at);
  put("event_type", event.event_type);
  put("id", event.id);
  put("counted_by", event.counted_by);
  // Of the fields of all types an event has a few: going through its own is much faster than asking for each column's.
  for (const [path, value] of leaves(event.event_data)) put(dataPrefix + path, value);
  put("left_out", event.left_out.length === 0 ? null : event.left_out.join(";"));
  return cells;
}

function fieldColumns(): CsvColumn[] {
  const whats = new Map<string, string[]>();
  for (const type of catalogue.types) {
    for (const { path, type: valueType, class: fieldClass, unit, what, kept } of describeFields(type)) {
      const form = [valueType, fieldClass, ...(unit === null ? [] : [unit])].join(", ");
      whats.set(path, [...(whats.get(path) ?? []), `${type.name}: ${what} ${kept} (${form})`]);
    }
  }
  return [...whats].map(([path, said]) => ({ name: dataPrefix + path, what: said.join(" ") }));
}
