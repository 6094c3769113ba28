import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue";
import { describeFields } from "./describeFields";
import { describeKept } from "./describeKept";
import { keep } from "./keep";
import { databaseVacuumed } from "./testing/sixteenth";

function fatesOf(data: Record<string, unknown>) {
  const kept = keep(databaseVacuumed, data, (value) => `hash of ${value}`);
  return describeKept(databaseVacuumed, data, kept);
}

describe("describeKept", () => {
  it("says of each class what became of it", () => {
    expect(fatesOf({ databases: ["shop"], remark: "All good", pages: { removed: 7 } })).toEqual([
      { path: "databases", class: "identifier", sent: ["shop"], kept: ["hash of shop"], fate: "hashed" },
      { path: "remark", class: "free text", sent: "All good", kept: "All good", fate: "known text" },
      { path: "pages.removed", class: "technical", sent: 7, kept: 7, fate: "kept" },
    ]);
  });

  it("calls a text that is not known folded", () => {
    expect(fatesOf({ remark: "Ask Jane" })).toEqual([
      { path: "remark", class: "free text", sent: "Ask Jane", kept: "other (8 characters)", fate: "folded" },
    ]);
  });

  it("calls a technical text that has not its documented form folded", () => {
    const started = catalogue.find("engine_started");
    if (started === undefined) throw new Error("not declared");
    const data = { engine_version: "acme production", db_version: "17" };
    const kept = keep(started, data, (value) => value);
    expect(describeKept(started, data, kept).map(({ fate }) => fate)).toEqual(["folded", "kept"]);
  });

  it("keeps null and leaves out what was not sent", () => {
    expect(fatesOf({ remark: null }).map(({ path, fate }) => `${path}: ${fate}`)).toEqual(["remark: kept"]);
  });

  it("names every field of every example", () => {
    for (const type of catalogue.types) {
      const kept = keep(type, type.example, () => "0");
      expect(describeKept(type, type.example, kept).map(({ path }) => path)).toEqual(
        describeFields(type).map(({ path }) => path),
      );
    }
  });
});
