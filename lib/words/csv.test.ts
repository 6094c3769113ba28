import { describe, expect, it } from "vitest";
import { csvCell, csvComment, safeText } from "./csv";

describe("safeText", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "\ufeff=1", "＝1"])(
    "takes the formula out of %j",
    (text) => expect(safeText(text)).toMatch(/^'/),
  );
});

describe("csvCell", () => {
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
    expect(csvCell(value)).toBe(cell);
  });
});

describe("csvComment", () => {
  it("is one line, of which no part is a formula", () => {
    expect(csvComment('a "b",\n=1+1; -2')).toBe("# a 'b', '=1+1; '-2");
  });
});
