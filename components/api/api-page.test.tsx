import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { catalogue, createCatalogue, eventTypes } from "@/lib/catalogue";
import { databaseVacuumed } from "@/lib/catalogue/testing/sixteenth";
import { createOpenApi } from "@/lib/openApi/createOpenApi";
import { ApiPage } from "./api-page";
import { namedSchemas, operationsByTag } from "./read-openapi";

const options = {
  baseUrl: "https://telemetry.dblab.test",
  version: "1.2.3",
  rawRetentionDays: 400,
  rateLimitInstance: 600,
  rateLimitAddress: 6000,
  now: new Date("2026-11-23T10:00:00Z"),
};
const document = createOpenApi(catalogue, options);
const extended = createOpenApi(createCatalogue([...eventTypes, databaseVacuumed]), options);
const schemaOf = (name: string, of = document) => namedSchemas(of).find((schema) => schema.name === name);
const fieldOf = (schema: string, path: string, of = document) =>
  schemaOf(schema, of)?.fields.find((field) => field.path === path);

describe("ApiPage", () => {
  it("shows every operation with its anchor and its shell line, without an inline style or script", () => {
    const html = renderToStaticMarkup(<ApiPage document={document} />);
    const operations = operationsByTag(document).flatMap((group) => group.operations);
    const declared = Object.values(document.paths ?? {}).flatMap(({ get, post, delete: del }) =>
      [get, post, del].filter((one) => one !== undefined),
    );
    expect(operations).toHaveLength(declared.length);
    for (const { id, path } of operations) {
      expect(html).toContain(`<section id="${id}"`);
      expect(html).toContain(path);
    }
    expect(html.match(/curl -i|curl<\/span> -i|curl/g)?.length).toBeGreaterThanOrEqual(operations.length);
    expect(html).not.toMatch(/<script|style="/);
  });

  it("links only to anchors that are on the page", () => {
    const html = renderToStaticMarkup(<ApiPage document={extended} />);
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    expect(targets).toContain("schema-database_vacuumed");
  });

  it("shows a sixteenth event type with its fields", () => {
    const html = renderToStaticMarkup(<ApiPage document={extended} />);
    expect(html).toContain("event_data.pages.removed");
    expect(renderToStaticMarkup(<ApiPage document={document} />)).not.toContain("database_vacuumed");
  });
});

describe("namedSchemas", () => {
  it("lays objects flat and says what is required", () => {
    expect(fieldOf("engine_started", "event_data.pools.number")).toMatchObject({
      type: "integer",
      required: true,
      limits: "0 to 10,000",
      unit: "pools",
    });
    expect(fieldOf("engine_started", "event_data.system.cpu")).toMatchObject({ required: false });
    expect(fieldOf("engine_started", "event_data.restore.jobs")?.type).toBe("string[] or null");
    expect(fieldOf("engine_started", "event_time")).toMatchObject({
      type: "string (date-time)",
      required: false,
    });
    expect(fieldOf("database_vacuumed", "event_data.databases", extended)?.type).toBe("string[]");
    expect(schemaOf("engine_started.data")).toBeUndefined();
  });

  it("lays the variants of a list's items over each other", () => {
    expect(fieldOf("Batch", "results[].status")).toMatchObject({
      required: true,
      values: ['"accepted"', '"repeated"', '"refused"'],
    });
    expect(fieldOf("Batch", "results[].code")).toMatchObject({ required: false });
    expect(fieldOf("Error", "code")?.values).toContain('"invalid_data"');
  });

  it("knows what an event can be", () => {
    expect(schemaOf("Event")?.oneOf).toEqual(catalogue.types.map(({ name }) => name));
  });
});
