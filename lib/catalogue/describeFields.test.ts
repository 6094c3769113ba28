import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { catalogue, declareEventType, describeFields } from ".";
import type { Documented } from "./field";
import { databaseVacuumed } from "./testing/sixteenth";

const fieldOf = (name: string, path: string) => {
  const type = catalogue.find(name);
  return type && describeFields(type).find((field) => field.path === path);
};

test("every field of every type is documented in full", () => {
  for (const type of catalogue.types) {
    for (const text of [type.title, type.sentWhen, type.why])
      expect(text.length, type.name).toBeGreaterThan(4);
    for (const field of describeFields(type)) {
      const where = `${type.name} ${field.path}`;
      for (const text of [field.what, field.why, field.kept]) expect(text, where).toMatch(/^[A-Z].+\.$/s);
      if (field.note !== null) expect(field.note, where).toMatch(/\.$/);
      expect(field.type, where).toMatch(/^(string|integer|number|boolean)(\[\])?( or null)?$/);
      if (field.type === "string" && field.values === null) expect(field.limits, where).not.toBeNull();
      if (field.class === "free text") expect(field.knownTexts?.length, where).toBeGreaterThan(0);
    }
  }
});

test("a field's example is the one in the example of its event", () => {
  for (const type of catalogue.types) {
    for (const { path, example } of describeFields(type)) {
      const inEvent = path
        .split(".")
        .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], type.example);
      expect(inEvent, `${type.name} ${path}`).toStrictEqual(example);
    }
  }
});

test("describes fields in the order engines send them", () => {
  const type = catalogue.find("engine_started");
  expect(type && describeFields(type).map(({ path }) => path)).toEqual([
    "engine_version",
    "db_engine",
    "db_version",
    "pools.fs_type",
    "pools.number",
    "pools.total_size",
    "pools.total_used",
    "restore.mode",
    "restore.refreshing",
    "restore.jobs",
    "system.cpu",
    "system.total_memory",
    "system.data_used",
  ]);
});

test("reads types, limits and what is kept from the declaration", () => {
  expect(fieldOf("engine_started", "restore.jobs")).toMatchObject({
    type: "string[] or null",
    required: true,
    values: ["logicalDump", "logicalRestore", "logicalSnapshot", "physicalRestore", "physicalSnapshot"],
    limits: "at most 50 items",
  });
  expect(fieldOf("engine_started", "system.cpu")).toMatchObject({
    type: "integer",
    required: false,
    limits: "0 to 65,535",
    unit: "CPUs",
    since: "3.4.0",
    kept: "Kept as sent.",
  });
  expect(fieldOf("engine_started", "system.total_memory")?.aliases).toEqual(["totalMemory"]);
  expect(fieldOf("clone_reset", "dsa_diff")).toMatchObject({ type: "number", required: false, limits: null });
  expect(fieldOf("clone_reset", "cloning_time")?.limits).toBe("0 to 9,223,372,036.854776");
  expect(fieldOf("clone_updated", "protected")?.type).toBe("boolean");
  expect(fieldOf("branch_created", "name")?.kept).toContain("keyed hash");
  expect(fieldOf("alert", "message")?.kept).toContain("one of 8 known texts");
  expect(fieldOf("config_probed", "provider")?.values).toHaveLength(8);
});

test("describes a new event type without being told about it", () => {
  const described = describeFields(databaseVacuumed).map(({ path, type, required }) => [
    path,
    type,
    required,
  ]);
  expect(described).toEqual([
    ["databases", "string[]", true],
    ["remark", "string or null", true],
    ["pages.removed", "integer", false],
  ]);
});

test("a field without documentation does not compile, and is refused when it is declared all the same", () => {
  expectTypeOf<z.ZodString>().not.toExtend<Documented>();
  const undocumented: unknown = { customer: z.string() };
  const declare = () =>
    declareEventType({
      ...databaseVacuumed,
      data: z.object(undocumented as typeof databaseVacuumed.data.shape),
    });
  expect(declare).toThrow("customer has no documentation");
});
