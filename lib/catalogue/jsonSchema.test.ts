import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalogue, eventDataJsonSchema, type JsonSchema, releaseOf, requestJsonSchema } from ".";
import { readEventCaptures } from "./testing/captures";
import { databaseVacuumed } from "./testing/sixteenth";

function property(schema: JsonSchema, ...path: string[]): JsonSchema {
  return path.reduce((inner, name) => {
    const next = inner.properties?.[name];
    if (typeof next !== "object") throw new Error(`No property ${name}`);
    return next;
  }, schema);
}

const tags = z
  .array(z.object({ tag: z.string() }))
  .parse(JSON.parse(readFileSync(new URL("../../fixtures/engine-tags.json", import.meta.url), "utf8")))
  .map(({ tag }) => tag);

const started = catalogue.find("engine_started") ?? databaseVacuumed;

test("annotates fields with documentation, class and version", () => {
  const schema = eventDataJsonSchema(started);
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema.required).toEqual(["engine_version", "db_version", "pools", "restore"]);
  expect(property(schema, "pools", "fs_type")).toMatchObject({ enum: ["zfs", "lvm", ""], examples: ["zfs"] });
  expect(property(schema, "system")).toMatchObject({ "x-since": "3.4.0", description: expect.any(String) });
  expect(property(schema, "system", "total_memory")).toMatchObject({
    type: "integer",
    minimum: 0,
    "x-unit": "bytes",
    "x-aliases": ["totalMemory"],
  });
});

test("says of what no release has since which release candidate it is there", () => {
  for (const type of catalogue.types) {
    const { tag } = releaseOf(type.since);
    expect(`v${eventDataJsonSchema(type)["x-since"]}`, type.name).toBe(tag);
  }
});

test("every field of every type has a class, a version, a description and an example", () => {
  for (const type of [...catalogue.types, databaseVacuumed]) {
    const schema = eventDataJsonSchema(type);
    const leaves = (object: JsonSchema): JsonSchema[] =>
      Object.keys(object.properties ?? {}).flatMap((name) => {
        const inner = property(object, name);
        return inner.properties === undefined ? [inner] : leaves(inner);
      });
    for (const leaf of leaves(schema)) {
      expect(leaf["x-field-class"], type.name).toMatch(/^(technical|identifier|free text)$/);
      expect(tags, type.name).toContain(`v${leaf["x-since"]}`);
      expect(leaf.description, type.name).toMatch(/\.$/);
      expect(leaf.examples, type.name).toHaveLength(1);
    }
  }
});

describe("read as JSON Schema, not as our own schema", () => {
  const readers = new Map(
    catalogue.types.map((type) => [
      type.name,
      z.fromJSONSchema(JSON.parse(JSON.stringify(requestJsonSchema(type)))),
    ]),
  );

  test("it accepts every captured event", () => {
    for (const { body, version } of readEventCaptures()) {
      const event = JSON.parse(body);
      expect(readers.get(event.event_type)?.safeParse(event).error, `${version} ${body}`).toBeUndefined();
    }
  });

  test("it refuses wrong events", () => {
    const stopped = readers.get("engine_stopped");
    const event = {
      instance_id: "c6fgs68hmvj3sm2pbphg",
      event_type: "engine_stopped",
      event_data: { uptime: 1 },
    };
    expect(stopped?.safeParse(event).success).toBe(true);
    expect(stopped?.safeParse({ ...event, instance_id: "x" }).success).toBe(false);
    expect(stopped?.safeParse({ ...event, event_type: "clone_reset" }).success).toBe(false);
    expect(stopped?.safeParse({ ...event, event_data: { uptime: -1 } }).success).toBe(false);
    expect(stopped?.safeParse({ ...event, event_data: undefined }).success).toBe(false);
  });
});

test("a request names the type and its aliases", () => {
  expect(property(requestJsonSchema(started), "event_type").enum).toEqual([
    "engine_started",
    "engine_starged",
  ]);
});
