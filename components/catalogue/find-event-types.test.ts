import { describe, expect, it } from "vitest";
import { createCatalogue } from "@/lib/catalogue";
import { alert } from "@/lib/catalogue/types/alert";
import { branchCreated } from "@/lib/catalogue/types/branchCreated";
import { branchUpdated } from "@/lib/catalogue/types/branchUpdated";
import { cloneUpdated } from "@/lib/catalogue/types/cloneUpdated";
import { engineStarted } from "@/lib/catalogue/types/engineStarted";
import { findCalls, findEventTypes, isNarrowing, readFilter } from "./find-event-types";

const types = [engineStarted, cloneUpdated, branchCreated, branchUpdated, alert];
const catalogue = createCatalogue(types);

function found(parameters: Record<string, string | string[]>) {
  return findEventTypes(catalogue, readFilter(parameters)).map(({ type }) => type.name);
}

describe("findEventTypes", () => {
  it("finds everything with an empty filter", () => {
    const all = types.map(({ name }) => name);
    expect(found({})).toEqual(all);
    expect(found({ q: "  ", field: "", class: "", engine: "" })).toEqual(all);
  });

  it("finds a type by words of its own or of its fields, whatever their case, and all of them", () => {
    expect(found({ q: "CPU" })).toEqual(["engine_started"]);
    expect(found({ q: "totalMemory" })).toEqual(["engine_started"]);
    expect(found({ q: "engine_starged" })).toEqual(["engine_started"]);
    expect(found({ q: "clone protection" })).toEqual(["clone_updated"]);
    expect(found({ q: "clone zfs lvm nowhere" })).toEqual([]);
    expect(found({ q: "branch names" })).toEqual(["branch_created", "branch_updated"]);
  });

  it("finds what an engine version sends", () => {
    expect(found({ engine: "3.0.0" })).toEqual(["engine_started", "alert"]);
    expect(found({ engine: "4.1.0" })).not.toContain("branch_updated");
    const [started] = findEventTypes(catalogue, readFilter({ engine: "3.0.0", q: "engine_started" }));
    expect(started?.fields.map(({ path }) => path)).not.toContain("system.cpu");
  });

  it("wants one field to fit path, class and version together", () => {
    expect(found({ class: "free text" })).toEqual(["alert"]);
    expect(found({ field: "name", class: "identifier" })).toEqual(["branch_created", "branch_updated"]);
    expect(found({ field: "name", class: "technical" })).toEqual([]);
    expect(found({ field: "db_engine", engine: "3.3.0" })).toEqual([]);
  });

  it("names the fields that fit", () => {
    const [started] = findEventTypes(catalogue, readFilter({ q: "cpu" }));
    expect([...(started?.matched ?? [])]).toContain("system.cpu");
    expect(started?.matched.has("db_version")).toBe(false);
  });
});

describe("findCalls", () => {
  const find = (parameters: Record<string, string>) =>
    findCalls(readFilter(parameters)).map(({ name }) => name);

  it("finds a call by its own words or those of its parts, and none without a text", () => {
    expect(find({ q: "priveleged_until" })).toEqual(["telemetry_usage"]);
    expect(find({ q: "DBLAB_token" })).toEqual(["dblab_token_check"]);
    expect(find({ q: "" })).toEqual([]);
    expect(find({ q: "token", class: "identifier" })).toEqual([]);
  });

  it("finds what an engine version calls", () => {
    expect(find({ q: "usage report", engine: "3.3.0" })).toEqual([]);
    expect(find({ q: "usage report", engine: "3.4.0" })).toContain("telemetry_usage");
  });
});

describe("readFilter", () => {
  it("ignores what it does not know", () => {
    const filter = readFilter({ q: ["a", "b"], class: "secret", engine: "9.9", other: "x" });
    expect(isNarrowing(filter)).toBe(false);
  });

  it("cuts a text of any length", () => {
    expect(readFilter({ q: "x".repeat(100_000) }).text).toHaveLength(100);
  });
});
