import { csvCell, csvRow, lineEnd } from "../words/csv";
import type { QueryResult, ResultCell, ResultColumn } from "./result";

/** The rows of a result as CSV: a line of names, then a line for each row; null is an empty cell, as in all our files. */
export function resultCsv(columns: QueryResult["columns"], rows: readonly (readonly ResultCell[])[]): string {
  const lines = rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index])).join(",") + lineEnd);
  return csvRow(columns.map(({ name }) => name)) + lines.join("");
}

/** A number stays as PostgreSQL writes it, with all its digits: in a spreadsheet it is no formula, though it may begin with a sign. */
function cellOf(cell: ResultCell, column: ResultColumn | undefined): string {
  return column?.kind === "number" && cell !== null ? cell : csvCell(cell);
}
