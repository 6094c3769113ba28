import type { FieldType } from "../../statistics/export/exportFields";

/** A value of a table of a release; null is an empty cell. */
export type Cell = string | number | boolean | null;

/** A column of such a table, as all its forms have it. */
export interface Column {
  readonly name: string;
  readonly type: FieldType;
  readonly what: string;
  /** True where no row leaves it empty. */
  readonly isRequired?: boolean;
}

const needsQuotes = /[",\r\n]|^\s|\s$/;

/**
 * A line of a table: RFC 4180, but for the end of the line, which is LF as `psql` and everybody else reads it. An empty cell is
 * null; no text is empty.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  return cell === "" || needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
