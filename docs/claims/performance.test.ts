import { expect, test } from "vitest";
import { readFigures, withTable } from "../../bench/ingest/report";
import { sections } from "../../bench/ingest/sections";
import { plain, readText, tableOf } from "./readers";

const document = readText("docs/performance.md");

test("the figures of docs/performance.md are those that were measured", () => {
  expect(withTable(document, readFigures("docs/performance.json"))).toBe(document);
});

test("every section that is measured is explained, and no other", () => {
  const explained = tableOf(document, "section", "measures", "is limited by").map(([name = ""]) =>
    plain(name),
  );
  expect(explained).toEqual(Object.keys(sections));
});
