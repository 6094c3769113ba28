import type { Locator } from "@playwright/test";

/** A row of a statistic's CSV by the names of its columns; an empty cell is "". */
export type CsvRow = Readonly<Record<string, string>>;

/** Reads a statistic's CSV: lines that begin with `#` are about it, the first other one has the names. */
export function parseCsv(text: string): CsvRow[] {
  const [head = "", ...lines] = text.split("\r\n").filter((line) => line !== "" && !line.startsWith("#"));
  const names = cellsOf(head);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}

/** A row of a statistic's table: its period and, by column, the exact value and the text of each cell. */
export interface TableRow {
  readonly start: string;
  readonly cells: Readonly<Record<string, { readonly value: string | null; readonly text: string }>>;
}

/** Reads a statistic's table as it stands in the page. */
export async function readTable(table: Locator): Promise<TableRow[]> {
  return await table.evaluate((element) => {
    const titles = [...element.querySelectorAll("thead th")].map((cell) => cell.textContent ?? "");
    return [...element.querySelectorAll("tbody tr")].map((row) => ({
      start: row.querySelector("time")?.dateTime ?? "",
      cells: Object.fromEntries(
        [...row.children].map((cell, at) => [
          titles[at] ?? "",
          { value: cell.querySelector("data")?.value ?? null, text: cell.textContent ?? "" },
        ]),
      ),
    }));
  });
}
