import { dayOf } from "../../words/period";
/** The forms in which an instance's data can be downloaded. */
export const exportForms = {
  ndjson: {
    title: "NDJSON",
    what: "Everything, one JSON object a line.",
    contentType: "application/x-ndjson",
  },
  json: { title: "JSON", what: "Everything, as one JSON document.", contentType: "application/json" },
  csv: { title: "CSV, events", what: "A table of all events.", contentType: "text/csv" },
  "days.csv": {
    title: "CSV, days",
    what: "A table of what is counted by day, also of days whose events are not kept any more.",
    contentType: "text/csv",
  },
} as const;

export type ExportForm = keyof typeof exportForms;

export function isExportForm(text: string): text is ExportForm {
  return Object.hasOwn(exportForms, text);
}

/** The name under which an export is saved. It does not hold the instance ID: names of files are seen by many. */
export function fileName(form: ExportForm, now: Date): string {
  const day = dayOf(now);
  return form === "days.csv"
    ? `dblab-telemetry-instance-days_${day}.csv`
    : `dblab-telemetry-instance_${day}.${form}`;
}
