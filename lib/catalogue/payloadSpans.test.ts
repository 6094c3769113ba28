import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue";
import { payloadSpans } from "./payloadSpans";
import { databaseVacuumed } from "./testing/sixteenth";

function spansOf(name: string) {
  const type = catalogue.find(name);
  if (type === undefined) throw new Error(`${name} is not declared`);
  return payloadSpans(type);
}

describe("payloadSpans", () => {
  it("cuts where fields came", () => {
    const spans = payloadSpans(databaseVacuumed);
    expect(spans.map(({ first, last, added }) => ({ first, last, added }))).toEqual([
      { first: "4.1.0", last: "4.1.0", added: [] },
      { first: "4.2.0", last: "4.2.0", added: ["pages.removed"] },
    ]);
    expect(spans[0]?.payload).toEqual({ databases: ["shop"], remark: "All good" });
  });

  it("cuts where the value of a field or the request changed", () => {
    const spans = spansOf("alert");
    expect(spans.map(({ first, last }) => `${first} ${last}`)).toEqual([
      "3.0.0 3.1.0",
      "3.2.0 3.3.0",
      "3.4.0 4.2.0",
    ]);
    expect(spans[1]?.changed.map(({ path }) => path)).toEqual(["message"]);
    expect(spans[2]?.changed.map(({ path }) => path)).toEqual([null]);
  });

  it("covers every version that sends the type, none twice", () => {
    for (const type of catalogue.types) {
      const spans = payloadSpans(type);
      expect(spans[0]?.first).toBe(type.since);
      expect(spans.at(-1)?.last).toBe("4.2.0");
      expect(spans.slice(1).every(({ added, changed }) => added.length + changed.length > 0)).toBe(true);
    }
  });
});
