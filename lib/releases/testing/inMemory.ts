import type { Composed } from "../make/composeRelease";
import { composeRelease } from "../make/composeRelease";
import type { ReleaseSource } from "../make/source";

/** A release whose files are in memory. */
export interface InMemory extends Composed {
  /** The bytes of a file. @throws RangeError for one that it has not */
  bytes(path: string): Buffer;
  text(path: string): string;
}

/** Makes a release without storing it. */
export async function composeInMemory(source: ReleaseSource): Promise<InMemory> {
  const parts = new Map<string, Buffer>();
  const composed = await composeRelease(source, async (hash, bytes) => {
    parts.set(hash, Buffer.from(bytes));
  });
  if (composed === null) throw new Error("unreachable: nobody ends it");
  const bytes = (path: string) => {
    const file = composed.files.find((one) => one.path === path);
    if (file === undefined) throw new RangeError(path);
    return Buffer.concat(file.parts.map((hash) => parts.get(hash) ?? Buffer.alloc(0)));
  };
  return { ...composed, bytes, text: (path) => bytes(path).toString() };
}

/** The lines of a table of a release, by the names of its columns; an empty cell is empty text. */
export function readCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = cellsOf(text);
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])));
}

/** RFC 4180, read a letter at a time: on purpose by other means than those that write it. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], "", false];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (isQuoted && char === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === ",") {
      row.push(cell);
      cell = "";
    } else if (!isQuoted && char === "\n") {
      rows.push([...row, cell]);
      [row, cell] = [[], ""];
    } else cell += char;
  }
  return rows;
}
