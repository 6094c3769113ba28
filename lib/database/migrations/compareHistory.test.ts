import { describe, expect, it } from "vitest";
import { StartError } from "../types";
import { compareHistory, type HistoryRow } from "./compareHistory";

const migrations = ["1_a", "2_b"].map((name) => ({ name, sql: "", checksum: `sum of ${name}` }));
const missing = (rows: HistoryRow[]) => compareHistory(rows, migrations).map(({ name }) => name);
const row = (migration_name: string, changed: Partial<HistoryRow> = {}): HistoryRow => ({
  migration_name,
  checksum: `sum of ${migration_name}`,
  finished: true,
  rolled_back: false,
  ...changed,
});

describe("compareHistory", () => {
  it("names what is missing, oldest first", () => {
    expect(missing([])).toEqual(["1_a", "2_b"]);
    expect(missing([row("1_a")])).toEqual(["2_b"]);
    expect(missing([row("1_a"), row("2_b")])).toEqual([]);
  });

  it("applies again what was rolled back", () => {
    expect(missing([row("1_a", { finished: false, rolled_back: true })])).toEqual(["1_a", "2_b"]);
  });

  it.each([
    ["newer than this version", [row("1_a"), row("2_b"), row("3_c")]],
    ["failed earlier", [row("1_a", { finished: false })]],
    ["not the one that was applied", [row("1_a", { checksum: "other" })]],
  ])("refuses a database that is: %s", (words, rows) => {
    const comparing = () => compareHistory(rows, migrations);
    expect(comparing).toThrow(StartError);
    expect(comparing).toThrow(words);
    expect(comparing).toThrow(/^[^\n]+$/);
  });
});
