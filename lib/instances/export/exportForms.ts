/** The forms in which everything that is stored of an instance can be taken along. */
export const exportForms = {
  ndjson: {
    title: "NDJSON",
    contentType: "application/x-ndjson",
    about: "Everything, one JSON object a line. For jq and for loading into a database.",
  },
  json: {
    title: "JSON",
    contentType: "application/json",
    about: "Everything, as one document.",
  },
  csv: {
    title: "CSV of events",
    contentType: "text/csv",
    about: "Every event, a row each. For spreadsheets.",
  },
  "days.csv": {
    title: "CSV of days",
    contentType: "text/csv",
    about: "What is counted by day. It outlives the events.",
  },
} as const;

export type ExportForm = keyof typeof exportForms;

/** True for the name of a form. */
export function isExportForm(name: string): name is ExportForm {
  return Object.hasOwn(exportForms, name);
}

/** The name under which an export is saved; it never holds the ID. */
export function fileName(form: ExportForm, now: Date): string {
  const day = now.toISOString().slice(0, 10);
  return form === "days.csv"
    ? `dblab-telemetry-instance-days_${day}.csv`
    : `dblab-telemetry-instance_${day}.${form}`;
}
