import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogue, keep } from ".";
import { keepText } from "./keep";
import { readEventCaptures } from "./testing/captures";
import { databaseVacuumed } from "./testing/sixteenth";
import { knownAlertMessages } from "./types/alert";

const hash = (value: string) => `hash of ${value.length}`;

function keptOf(name: string, raw: unknown) {
  const type = catalogue.find(name);
  if (type === undefined) throw new Error(name);
  return keep(type, type.data.parse(raw), hash);
}

test("technical fields are kept as they are: null stays null, absent stays absent, numbers stay equal", () => {
  const old = {
    engine_version: "v3.0.0-20211220-1923",
    db_version: "",
    pools: { fs_type: "", number: 0, total_size: Number.MAX_SAFE_INTEGER, total_used: 0 },
    restore: { mode: "unknown", refreshing: "", jobs: null },
  };
  expect(keptOf("engine_started", old)).toStrictEqual(old);
  expect(keptOf("clone_reset", { id: "abc", cloning_time: 5e-7 })).toStrictEqual({
    id: "hash of 3",
    cloning_time: 5e-7,
  });
  expect(keptOf("clone_created", { id: "abc", cloning_time: 0, dsa_diff: 9223372036.854776 })).toStrictEqual({
    id: "hash of 3",
    cloning_time: 0,
    dsa_diff: 9223372036.854776,
  });
});

test("what is kept of every captured event is what was sent, but for identifiers and texts", () => {
  for (const { body } of readEventCaptures()) {
    const { event_type, event_data } = JSON.parse(body);
    const expected = { ...event_data };
    if (typeof expected.id === "string") expected.id = hash(expected.id);
    if (typeof expected.name === "string") expected.name = hash(expected.name);
    expect(keptOf(event_type, event_data)).toStrictEqual(expected);
  }
});

test("undeclared fields are left out, nested ones too", () => {
  expect(keptOf("clone_destroyed", { id: "abc", customer: "acme" })).toStrictEqual({ id: "hash of 3" });
  const started = catalogue.find("engine_started")?.example ?? {};
  const pools = { ...(started.pools as object), customer: "acme" };
  expect(JSON.stringify(keptOf("engine_started", { ...started, pools }))).not.toContain("acme");
});

test("no identifier survives in clear", () => {
  const name = fc.stringMatching(/^[a-z]{8,40}$/);
  fc.assert(
    fc.property(name, (value) => {
      const kept = [
        keptOf("branch_created", { name: value }),
        keptOf("branch_updated", { name: value, protected: true }),
        keptOf("snapshot_destroyed", { id: value }),
        keptOf("clone_destroyed", { id: value }),
      ];
      expect(JSON.stringify(kept)).not.toContain(value);
    }),
  );
});

describe("alert messages", () => {
  test("all that engines sent are known", () => {
    for (const { body, event } of readEventCaptures()) {
      if (event === "alert") expect(knownAlertMessages).toContain(JSON.parse(body).event_data.message);
    }
  });

  test("a known text is kept", () => {
    for (const message of knownAlertMessages) {
      expect(keptOf("alert", { level: "refresh_failed", message }).message).toBe(message);
    }
  });

  test("of any other text only the length is kept", () => {
    const message = "could not connect to db.acme.example as bob: timed out! 🐘";
    expect([...message]).toHaveLength(57);
    expect(keptOf("alert", { level: "refresh_failed", message }).message).toBe("other (57 characters)");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 1024 }), (text) => {
        fc.pre(!knownAlertMessages.includes(text));
        expect(keepText(text, knownAlertMessages)).toBe(`other (${[...text].length} characters)`);
      }),
    );
  });

  test("a known text with something added is not known", () => {
    expect(keepText("Failed to run full-refresh: acme", knownAlertMessages)).toBe("other (32 characters)");
  });
});

test("lists of identifiers are hashed item by item, and null free text stays null", () => {
  const data = databaseVacuumed.data.parse({ databases: ["shop", "wiki2"], remark: null });
  expect(keep(databaseVacuumed, data, hash)).toStrictEqual({
    databases: ["hash of 4", "hash of 5"],
    remark: null,
  });
});

test("values the schema would have refused are not let through", () => {
  const stopped = catalogue.find("engine_stopped");
  const cloned = catalogue.find("clone_destroyed");
  if (stopped === undefined || cloned === undefined) throw new Error("not declared");
  expect(() => keep(stopped, { uptime: { customer: "acme" } }, hash)).toThrow(TypeError);
  expect(() => keep(cloned, { id: 5 }, hash)).toThrow(TypeError);
});
