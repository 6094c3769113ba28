import { describe, expect, it, test } from "vitest";
import { catalogue, describeFields, describeKept, type JsonObject, keep } from "../../catalogue";
import { readEventCaptures } from "../../catalogue/testing/captures";
import { describeEvent, enginePayload } from "./describeEvent";
import type { TimelineEvent } from "./types";

const eventOf = (type: string, data: JsonObject, leftOut: readonly string[] = []): TimelineEvent => ({
  id: "0199d2a0-0000-7000-8000-000000000001",
  eventTime: "2026-11-20T10:00:00.000Z",
  receivedAt: "2026-11-20T10:00:00.000Z",
  type,
  data,
  leftOut,
});
const fatesOf = (event: TimelineEvent) =>
  describeEvent(event).fields.map(({ path, fate }) => `${path}: ${fate}`);

describe("describeEvent", () => {
  it("marks what is hashed, known, folded and left out, with its documentation", () => {
    const message = "Failed to run full-refresh";
    expect(fatesOf(eventOf("alert", { level: "refresh_failed", message }))).toEqual([
      "level: kept",
      "message: known text",
    ]);
    const folded = eventOf("alert", { level: "refresh_failed", message: "other (57 characters)" }, [
      "event_data.color",
      "project",
    ]);
    const { title, fields } = describeEvent(folded);
    expect(title).toBe("Alert");
    expect(fields.map(({ path, fate, value }) => [path, fate, value])).toEqual([
      ["level", "kept", "refresh_failed"],
      ["message", "folded", "other (57 characters)"],
      ["event_data.color", "left out", null],
      ["project", "left out", null],
    ]);
    expect(fields[1]?.docs).toMatchObject({
      class: "free text",
      what: "The reason, as one of the engine's fixed texts.",
    });
    expect(fields[2]?.docs).toBeNull();
    expect(fatesOf(eventOf("branch_created", { name: "0f".repeat(16) }))).toEqual(["name: hashed"]);
  });

  it("tells a folded text from one that has its form, and null from a hash", () => {
    const data = {
      engine_version: "other (9 characters)",
      db_version: "17",
      restore: { refreshing: "", jobs: null },
    };
    expect(fatesOf(eventOf("engine_started", data))).toEqual([
      "engine_version: folded",
      "db_version: kept",
      "restore.refreshing: kept",
      "restore.jobs: kept",
    ]);
    // A text of a field without a form is what was sent, whatever it looks like.
    expect(fatesOf(eventOf("alert", { level: "other (3 characters)" }))).toEqual(["level: kept"]);
  });

  it("describes what the catalogue does not know as kept, without documentation", () => {
    expect(describeEvent(eventOf("engine_paused", { pools: { size: 7 }, seconds: 3 }))).toEqual({
      type: "engine_paused",
      title: "engine_paused",
      sentWhen: null,
      why: null,
      fields: [
        { path: "pools", fate: "kept", value: { size: 7 }, docs: null },
        { path: "seconds", fate: "kept", value: 3, docs: null },
      ],
    });
    expect(fatesOf(eventOf("engine_started", { pools: 7, restore: { mode: "logical", speed: 2 } }))).toEqual([
      "pools: kept",
      "restore.mode: kept",
      "restore.speed: kept",
    ]);
  });

  test("agrees with what is known when an event is stored, for everything that engines send", () => {
    const captures = readEventCaptures();
    expect(captures.length).toBeGreaterThan(100);
    for (const { body } of captures) {
      const sent = JSON.parse(body) as { event_type: string; event_data: unknown };
      const type = catalogue.find(sent.event_type);
      if (type === undefined) throw new Error(sent.event_type);
      const data = type.data.parse(sent.event_data);
      const kept = keep(type, data, () => "0f".repeat(16));
      const found = describeEvent(eventOf(type.name, kept)).fields;
      expect(found.map(({ path, fate, value }) => ({ path, fate, value }))).toEqual(
        describeKept(type, data, kept).map(({ path, fate, kept: value }) => ({ path, fate, value })),
      );
      const described = new Map(describeFields(type).map((field) => [field.path, field]));
      for (const { path, docs } of found) expect(docs).toEqual(described.get(path));
    }
  });
});

test("enginePayload has the engine's names in the engine's order", () => {
  const event = eventOf("clone_updated", { id: "0f", protected: true });
  expect(JSON.stringify(enginePayload(event, "c6fgs68hmvj3sm2pbphg"))).toBe(
    '{"instance_id":"c6fgs68hmvj3sm2pbphg","event_type":"clone_updated","event_data":{"id":"0f","protected":true}}',
  );
});
