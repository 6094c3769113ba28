import { csvComment, csvRow, csvHead as headOf } from "../../words/csv";
import { dayColumns, dayRows } from "./dayRows";
import { eventCells, eventColumns } from "./eventCells";
import { exportForms } from "./exportForms";
import { explain, type ManifestOptions } from "./manifest";
import type { DayRecord, EndRecord, EventRecord } from "./records";

/** What comes before a table: lines that begin with `# ` and explain it, and the names of its columns. */
export function csvHead(options: ManifestOptions & { readonly form: "csv" | "days.csv" }): string {
  const { documentation, clone_times, identifiers, ...explained } = explain(options);
  const columns =
    options.form === "csv"
      ? eventColumns
      : Object.entries(dayColumns).map(([name, what]) => ({ name, what }));
  const about = [
    `DBLab Telemetry: ${exportForms[options.form].title}. ${exportForms[options.form].what}`,
    ...(options.baseUrl === undefined ? [] : [`Service: ${options.baseUrl}`]),
    `Exported at: ${options.now.toISOString()}`,
    ...Object.values(explained),
    identifiers,
    ...(options.form === "days.csv" ? [clone_times] : []),
    `Documentation: ${Object.values(documentation).join(" ")}`,
    "An empty cell: not sent, or null. The NDJSON export tells the two apart.",
  ];
  return headOf(about, columns);
}

/** The line after a table: how much is in it. */
export function csvEnd({ counts, events_by_type }: EndRecord, form: "csv" | "days.csv"): string {
  const types = Object.entries(events_by_type).map(([type, events]) => `${type} ${events}`);
  const words = form === "csv" ? [`events ${counts.event}`, ...types] : [`days ${counts.day}`];
  return csvComment(`End of the export: ${words.join(", ")}.`);
}

/** Events as lines of the table. */
export function csvEvents(events: readonly EventRecord[]): string {
  return events.map((event) => csvRow(eventCells(event))).join("");
}

/** Days as lines of the table. */
export function csvDays(days: readonly DayRecord[]): string {
  return days.flatMap(dayRows).map(csvRow).join("");
}
