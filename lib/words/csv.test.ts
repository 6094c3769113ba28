import { describe, expect, it } from "vitest";
import { csvComment, csvHead, csvRow, csvTable, safeText } from "./csv";

describe("safeText", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "\ufeff=1", "＝1"])(
    "takes the formula out of %j",
    (text) => expect(safeText(text)).toMatch(/^'/),
  );
});

describe("csvRow", () => {
  it.each([
    [null, ""],
    [-10799.204, "-10799.204"],
    [true, "true"],
    ["-1", "'-1"],
    ['a "b"', '"a ""b"""'],
    ["a,b", '"a,b"'],
    ["a#b", '"a#b"'],
    [" a", '" a"'],
    ["a\r\nb", "a b"],
  ])("writes %j as %j", (value, cell) => {
    expect(csvRow([value, 1])).toBe(`${cell},1\r\n`);
  });
});

describe("csvComment", () => {
  it("is one line, of which no part is a formula", () => {
    expect(csvComment('a "b",\n=1+1; -2')).toBe("# a 'b', '=1+1; '-2\r\n");
  });
});

describe("csvTable", () => {
  const name = {
    name: "name",
    type: "text",
    what: "What it is called.",
    read: (row: { n: number }) => `=${row.n}`,
  };

  it("is lines about it and its columns, the names of the columns, and a line for each row", () => {
    const count = { name: "n", what: "How many.", read: (row: { n: number }) => row.n };
    expect(csvTable(["About"], [name, count], [{ n: 1 }, { n: -2 }])).toBe(
      "# About\r\n# Columns:\r\n# name (text): What it is called.\r\n# n: How many.\r\nname,n\r\n'=1,1\r\n'=-2,-2\r\n",
    );
  });

  it("says nothing of columns that explain themselves", () => {
    expect(csvHead([], [{ name: "a" }, { name: "b,c" }])).toBe('a,"b,c"\r\n');
  });
});
