import { exportDaysCsv, exportEventsCsv } from "./exportCsv";
import { exportJson, exportNdjson } from "./exportJson";
import type { ExportOptions, Reader } from "./exportOptions";

export type { ExportForm } from "./exportForms";
export { type ExportOptions, ExportStopped } from "./exportOptions";

/** Large enough that a page's statement costs little beside its events, small enough to be nothing in memory. */
const defaultPages = { pageEvents: 4_000, pageDays: 200 } as const;

/**
 * Everything that is stored of an instance, as the text of a file, in pieces: read a page at a time, and only when the
 * next piece is asked for. It begins with what explains it and closes with counts of what is in it.
 * @param key of an instance that is not erased, or of an example that nothing was sent of yet
 * @throws ExportStopped where the instance is erased meanwhile; DatabaseError
 */
export function exportInstance(
  database: Reader,
  key: string,
  options: ExportOptions,
): AsyncGenerator<string> {
  const exporting = { ...defaultPages, ...options };
  const { form } = options;
  switch (form) {
    case "ndjson":
      return exportNdjson(database, key, exporting);
    case "json":
      return exportJson(database, key, exporting);
    case "csv":
      return exportEventsCsv(database, key, { ...exporting, form });
    case "days.csv":
      return exportDaysCsv(database, key, { ...exporting, form });
  }
}
