import fc from "fast-check";
import { expect, it } from "vitest";
import { readCsv } from "../statistics/export/testing/readCsv";
import { type CsvValue, csvTable } from "./csv";
import { csvForExcel, csvPiecesForExcel } from "./csvForExcel";

const cell = fc.oneof(fc.string(), fc.constantFrom("# a", "#", "# a\r\n# b", "ü", "\uFEFF"), fc.integer());
const columns = ["one", "other"].map((name, at) => ({
  name,
  what: "About it.",
  read: (row: readonly CsvValue[]) => row[at] ?? null,
}));

it("begins with the mark and the names of the columns, and has every row", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), fc.array(fc.string()), (rows, about) => {
      const table = csvTable(about, columns, rows);
      const text = csvForExcel(table);
      expect(text.startsWith("\uFEFFone,other\r\n")).toBe(true);
      const [, ...read] = readCsv(text.slice(1));
      expect(read).toHaveLength(rows.length);
      expect(table.endsWith(text.slice(1))).toBe(true);
    }),
  );
});

it("is the same in pieces", async () => {
  const pieces = ["# About\r\n# More\r\na,b\r\n", "1,2\r\n3,4\r\n", "# End\r\n"];
  let text = "";
  for await (const piece of csvPiecesForExcel(
    (async function* () {
      yield* pieces;
    })(),
  ))
    text += piece;
  expect(text).toBe("\uFEFFa,b\r\n1,2\r\n3,4\r\n");
  expect(csvForExcel(pieces.join(""))).toBe(text);
});
