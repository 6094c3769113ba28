/**
 * Reads RFC 4180: rows of cells, with an empty cell that was not quoted as null. Written for tests apart from what writes.
 * @throws Error for a lone quote, a lone carriage return, or rows of different lengths
 */
export function readCsv(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"/y;
    const plain = /[^",\r\n]*/y;
    const isQuoted = text[at] === '"';
    const pattern = isQuoted ? quoted : plain;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) throw new Error(`An open quote at ${at}`);
    row.push(isQuoted ? (found[1] ?? "").replaceAll('""', '"') : found[0] === "" ? null : found[0]);
    at += found[0].length;
    if (text[at] === ",") at += 1;
    else if (text.startsWith("\r\n", at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`Neither a comma nor the end of a line at ${at}`);
  }
  if (row.length > 0) throw new Error("The last line does not end");
  if (new Set(rows.map(({ length }) => length)).size > 1) throw new Error("Rows of different lengths");
  return rows;
}

/** The table of an exported text as records by column, without the lines before the header. */
export function readRecords(text: string): Record<string, string | null>[] {
  const lines = text.split("\r\n");
  const firstOfTable = lines.findIndex((line) => !line.startsWith("# "));
  const [header = [], ...rows] = readCsv(lines.slice(firstOfTable).join("\r\n"));
  return rows.map((row) =>
    Object.fromEntries(header.map((name, column) => [String(name), row[column] ?? null])),
  );
}
