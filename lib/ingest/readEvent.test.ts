import { describe, expect, it } from "vitest";
import { catalogue } from "../catalogue";
import { readCaptures } from "../catalogue/testing/captures";
import { readEvent } from "./readEvent";

const options = { catalogue, now: new Date("2026-11-23T12:00:00Z"), retentionDays: 400 };
const id = "c6fgs68hmvj3sm2pbphg";
const valid = { instance_id: id, event_type: "clone_reset", event_data: { id: "abc", cloning_time: 1.5 } };

const read = (value: unknown) => readEvent(value, options);
const refusalOf = (value: unknown) => {
  const result = read(value);
  if (result.ok) throw new Error("was not refused");
  return result.refusal;
};

describe("readEvent", () => {
  it("reads every event that real engines sent", () => {
    const events = readCaptures().filter((capture) => !capture.event.startsWith("rpc/"));
    expect(events.length).toBeGreaterThan(280);
    for (const capture of events) {
      const result = read(JSON.parse(capture.body));
      expect(result, `${capture.version} ${capture.event} ${capture.variant}`).toMatchObject({ ok: true });
      if (result.ok) expect(result.value).toMatchObject({ eventTime: null, eventId: null, unknownPaths: [] });
    }
  });

  it("takes the documentation's misspelling of engine_started", () => {
    const result = read({
      instance_id: id,
      event_type: "engine_starged",
      event_data: catalogue.find("engine_started")?.example,
    });
    expect(result.ok && result.value.type.name).toBe("engine_started");
  });

  it("takes the documented four-part envelope", () => {
    const result = read({ ...valid, event_time: "2026-11-23T10:00:00.123+02:00", event_id: "relay-1" });
    expect(result.ok && result.value.eventTime?.toISOString()).toBe("2026-11-23T08:00:00.123Z");
    expect(result.ok && result.value.eventId).toBe("relay-1");
  });

  it("names unknown fields by path, never by value", () => {
    const result = read({
      ...valid,
      extra: "secret-a",
      event_data: { ...valid.event_data, more: { x: "secret-b" } },
    });
    expect(result.ok && result.value.unknownPaths).toEqual(["extra", "event_data.more"]);
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  it.each([
    [null, "invalid_request", ""],
    ["text", "invalid_request", ""],
    [[valid], "invalid_request", ""],
    [{ ...valid, instance_id: undefined }, "invalid_request", "instance_id"],
    [{ ...valid, instance_id: "somebody@example.org" }, "invalid_request", "instance_id"],
    [{ ...valid, instance_id: `${id} ` }, "invalid_request", "instance_id"],
    [{ ...valid, event_type: 7 }, "invalid_request", "event_type"],
    [{ ...valid, event_data: null }, "invalid_request", "event_data"],
    [{ ...valid, event_data: [] }, "invalid_request", "event_data"],
    [{ ...valid, event_time: "yesterday" }, "invalid_request", "event_time"],
    [{ ...valid, event_time: "2026-11-23T10:00:00" }, "invalid_request", "event_time"],
    [{ ...valid, event_id: "x" }, "invalid_request", "event_id"],
    [{ ...valid, event_type: "clone_teleported" }, "unknown_event_type", "event_type"],
    [{ ...valid, event_type: "constructor" }, "unknown_event_type", "event_type"],
    [{ ...valid, event_data: { id: "abc" } }, "invalid_data", "event_data.cloning_time"],
    [{ ...valid, event_data: { id: "abc", cloning_time: "1" } }, "invalid_data", "event_data.cloning_time"],
    [{ ...valid, event_data: { id: "abc", cloning_time: -1 } }, "invalid_data", "event_data.cloning_time"],
    [{ ...valid, event_time: "2026-11-23T12:10:01Z" }, "event_time_out_of_range", "event_time"],
    [{ ...valid, event_time: "2025-10-01T00:00:00Z" }, "event_time_out_of_range", "event_time"],
    [{ ...valid, event_time: "0001-01-01T00:00:00Z" }, "event_time_out_of_range", "event_time"],
  ])("refuses %j", (value, reason, field) => {
    expect(refusalOf(value)).toMatchObject({ reason, field });
  });

  it("says which item of a list is wrong without saying which value", () => {
    const started = structuredClone(catalogue.find("engine_started")?.example) as {
      restore: { jobs: string[] };
    };
    started.restore.jobs.push("hunter2");
    const refusal = refusalOf({ instance_id: id, event_type: "engine_started", event_data: started });
    expect(refusal).toMatchObject({ reason: "invalid_data", field: "event_data.restore.jobs[]" });
    expect(JSON.stringify(refusal)).not.toContain("hunter2");
  });

  it("names an unknown event type only where the name cannot be an identifier", () => {
    expect(refusalOf({ ...valid, event_type: "clone_teleported" })).toMatchObject({
      eventType: "clone_teleported",
    });
    expect(JSON.stringify(refusalOf({ ...valid, event_type: id }))).not.toContain(id);
  });
});
