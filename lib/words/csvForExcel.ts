import { commentMark, lineEnd } from "./csv";

/** By this Excel knows that a file is UTF-8; programs read it as a part of the first name. */
const byteOrderMark = "\uFEFF";

/** The address of a table as Excel opens it. */
export function forExcel(address: string): string {
  return `${address}${address.includes("?") ? "&" : "?"}for=excel`;
}

/**
 * A table as Excel opens it: a byte order mark, and the names of the columns in the first line. What stands about the table
 * in lines of its own is left out, since Excel would take the first of them for the names.
 * @param table as `csvTable` makes it
 */
export function csvForExcel(table: string): string {
  return byteOrderMark + withoutComments(table);
}

/** The same of a table that is made in pieces, each of whole lines. */
export async function* csvPiecesForExcel(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  yield byteOrderMark;
  for await (const piece of pieces) yield withoutComments(piece);
}

/** A record is one line, and a cell that begins with the mark is quoted. */
function withoutComments(table: string): string {
  return table
    .split(lineEnd)
    .filter((line) => !line.startsWith(commentMark))
    .join(lineEnd);
}
