/** A value of a table; null is an empty cell. */
export type CsvValue = string | number | boolean | null;

/** A column: its name, and for the lines above the table its type and what is in it. */
export interface CsvColumn {
  readonly name: string;
  readonly type?: string;
  readonly what?: string;
}

/** Lines that begin with this are about the table; R and pandas skip them when they are told so. */
export const commentMark = "# ";
export const lineEnd = "\r\n";

/** Most cells: nothing in them needs care, and asking first makes large tables twice as fast. */
const plain = /^[0-9A-Za-z][0-9A-Za-z_.:-]*$/;

const formulaStart = /^\s*[=+\-@＝＋－＠]/;

/** Text that stays text in a spreadsheet and on its line: control characters are spaces, formulas get an apostrophe. */
export function safeText(text: string): string {
  const line = text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
  return formulaStart.test(line) ? `'${line}` : line;
}

/** A value as RFC 4180 has it, harmless in a spreadsheet. A number stays a number, a negative one too. */
export function csvCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  if (plain.test(value)) return value;
  const text = safeText(value);
  // A # is quoted too: what skips comment lines would else cut the row off there.
  return /[",#]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line about the table. A spreadsheet splits it at commas as well, so neither a formula nor a quote begins a part. */
export function csvComment(line: string): string {
  const text = safeText(line).replaceAll('"', "'");
  return commentMark + text.replaceAll(/([,;]\s*)(?=[=+\-@＝＋－＠])/g, "$1'") + lineEnd;
}

/** A line of the table. */
export function csvRow(values: readonly CsvValue[]): string {
  return values.map(csvCell).join(",") + lineEnd;
}

/** What comes before the rows: lines about the table and its columns, and the line of their names. */
export function csvHead(about: readonly string[], columns: readonly CsvColumn[]): string {
  const explained = columns.flatMap(({ name, type, what }) =>
    what === undefined ? [] : `${name}${type === undefined ? "" : ` (${type})`}: ${what}`,
  );
  const lines = [...about, ...(explained.length === 0 ? [] : ["Columns:", ...explained])];
  return lines.map(csvComment).join("") + csvRow(columns.map(({ name }) => name));
}

/**
 * A whole table in RFC 4180 form (UTF-8, CRLF, a header line, quotes where needed) after lines that begin with `# `.
 * Every record is one line, and no cell is a formula in a spreadsheet.
 */
export function csvTable<Row>(
  about: readonly string[],
  columns: readonly (CsvColumn & { readonly read: (row: Row) => CsvValue })[],
  rows: readonly Row[],
): string {
  return csvHead(about, columns) + rows.map((row) => csvRow(columns.map(({ read }) => read(row)))).join("");
}
