import { csvCell, csvComment } from "../../words/csv";
import type { EventJson } from "../timeline/eventJson";
import { eventCells, eventColumns } from "./columns";
import { dayColumns, dayRows } from "./dayRows";
import { exportForms } from "./exportForms";
import { explain, type ManifestOptions } from "./manifest";
import type { DayRecord, EndRecord } from "./records";

const lineEnd = "\r\n";

/** What comes before a table: lines that begin with `# ` and explain it, and the names of its columns. */
export function csvHead(options: ManifestOptions & { readonly form: "csv" | "days.csv" }): string {
  const { documentation, clone_times, identifiers, ...explained } = explain(options);
  const columns =
    options.form === "csv"
      ? eventColumns.map(({ name, what }) => [name, what] as const)
      : Object.entries(dayColumns);
  const about = [
    `DBLab Telemetry: ${exportForms[options.form].title}. ${exportForms[options.form].what}`,
    ...(options.baseUrl === undefined ? [] : [`Service: ${options.baseUrl}`]),
    `Exported at: ${options.now.toISOString()}`,
    ...Object.values(explained),
    identifiers,
    ...(options.form === "days.csv" ? [clone_times] : []),
    `Documentation: ${Object.values(documentation).join(" ")}`,
    "An empty cell: not sent, or null. The NDJSON export tells the two apart.",
    "Columns:",
    ...columns.map(([name, what]) => `${name}: ${what}`),
  ];
  return [...about.map(csvComment), columns.map(([name]) => name).join(",")].join(lineEnd) + lineEnd;
}

/** The line after a table: how much is in it. */
export function csvEnd({ counts, events_by_type }: EndRecord, form: "csv" | "days.csv"): string {
  const types = Object.entries(events_by_type).map(([type, events]) => `${type} ${events}`);
  const words = form === "csv" ? [`events ${counts.event}`, ...types] : [`days ${counts.day}`];
  return csvComment(`End of the export: ${words.join(", ")}.`) + lineEnd;
}

/** Events as lines of the table. */
export function csvEvents(events: readonly EventJson[]): string {
  return csvLines(events.map(eventCells));
}

/** Days as lines of the table. */
export function csvDays(days: readonly DayRecord[]): string {
  return csvLines(days.flatMap(dayRows).map((row) => row.map(csvCell)));
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.join(",") + lineEnd).join("");
}
