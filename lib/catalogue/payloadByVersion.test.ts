import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  catalogue,
  changes,
  describeFields,
  type EngineVersion,
  engineVersions,
  examplePayload,
  fieldsByVersion,
} from ".";
import { databaseVacuumed } from "./testing/sixteenth";

const measuredSchema = z.record(z.string(), z.record(z.string(), z.array(z.string())));
const measured = measuredSchema.parse(
  JSON.parse(readFileSync(new URL("../../fixtures/fields-by-version.json", import.meta.url), "utf8")),
);

function minorOf(tag: string): EngineVersion | undefined {
  // HEAD is the main branch before 4.2.0.
  const minor = tag === "HEAD" ? "4.2" : tag.slice(1, 4);
  return engineVersions.find((version) => version.startsWith(minor));
}

test.each(Object.entries(measured))(
  "%s sends the event types and fields that are declared for it",
  (tag, events) => {
    const version = minorOf(tag);
    const declared = catalogue.types.flatMap((type) => {
      const paths = fieldsByVersion(type).find((entry) => entry.version === version)?.paths;
      if (paths === undefined) return [];
      const described = describeFields(type).filter(({ path }) => paths.includes(path));
      return [[type.name, described.flatMap(({ path, type: json }) => wireTypes(path, json)).sort()]];
    });
    const sent = Object.entries(events).map(([name, fields]) => [name, [...fields].sort()]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(sent));
  },
);

function wireTypes(path: string, jsonType: string): string[] {
  return jsonType.split(" or ").map((one) => `${path}:${one === "integer" ? "number" : one}`);
}

test("every minor version since 3.0 was measured", () => {
  expect(new Set(Object.keys(measured).map(minorOf))).toEqual(new Set(engineVersions));
});

test("an example holds what an engine of that version sends, under that version's own name", () => {
  const type = catalogue.find("engine_started");
  if (type === undefined) throw new Error("not declared");
  const old = examplePayload(type, "3.3.0");
  expect(Object.keys(old ?? {})).toEqual(["engine_version", "db_version", "pools", "restore"]);
  expect(old?.engine_version).toMatch(/^v3\.3\./);
  expect(examplePayload(type, "4.2.0")).toStrictEqual(type.example);
});

test("the examples of all versions are valid events of these versions", () => {
  for (const type of catalogue.types) {
    const versions = fieldsByVersion(type).map(({ version }) => version);
    for (const version of engineVersions) {
      const payload = examplePayload(type, version);
      if (!versions.includes(version)) expect(payload).toBeNull();
      else expect(type.data.parse(payload), `${type.name} ${version}`).toStrictEqual(payload);
    }
  }
});

test("changes tell what each version brought, newest first", () => {
  const told = changes(catalogue.types).map(({ version, eventTypes, fields, changed }) => ({
    version,
    types: eventTypes.map(({ name }) => name),
    fields: fields.map(({ eventType, path }) => `${eventType.name} ${path}`),
    changed: changed.map(({ eventType, path }) => `${eventType.name} ${path}`),
  }));
  expect(told.map(({ version }) => version)).toEqual([...engineVersions].reverse());
  for (const { version, types } of told) {
    const since = catalogue.types.filter((type) => type.since === version);
    expect(types, version).toEqual(since.map(({ name }) => name));
  }
  expect(told.find(({ version }) => version === "4.2.0")?.types).toContain("config_probed");
  expect(told.find(({ version }) => version === "4.1.0")).toMatchObject({
    types: [],
    fields: [],
    changed: [],
  });
  expect(told.find(({ version }) => version === "3.4.0")?.fields).toEqual([
    "engine_started db_engine",
    "engine_started system.cpu",
    "engine_started system.total_memory",
    "engine_started system.data_used",
  ]);
  expect(told.find(({ version }) => version === "3.2.0")?.changed).toEqual(["alert message"]);
});

test("a new event type shows up in changes and has its payloads", () => {
  const [newest, before] = changes([...catalogue.types, databaseVacuumed]);
  expect(before?.eventTypes).toEqual([databaseVacuumed]);
  expect(newest?.fields).toEqual([{ eventType: databaseVacuumed, path: "pages.removed" }]);
  expect(examplePayload(databaseVacuumed, "4.0.0")).toBeNull();
  expect(examplePayload(databaseVacuumed, "4.1.0")).toEqual({ databases: ["shop"], remark: "All good" });
});
