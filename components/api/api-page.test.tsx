import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { catalogue, createCatalogue, eventTypes } from "@/lib/catalogue";
import { databaseVacuumed } from "@/lib/catalogue/testing/sixteenth";
import { createOpenApi } from "@/lib/openApi/createOpenApi";
import { operationIds } from "@/lib/openApi/operationIds";
import { ApiPage } from "./api-page";
import { OperationPage } from "./operation-page";
import { findOperation, namedSchema, operationsByTag } from "./read-openapi";

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
const operations = operationsByTag(document).flatMap((group) => group.operations);
const fieldOf = (schema: string, path: string, of = document) =>
  namedSchema(of, schema).fields.find((field) => field.path === path);
const overview = (of = document, text = "") => renderToStaticMarkup(<ApiPage document={of} text={text} />);
const pageOf = (id: string, of = document) => {
  const shown = findOperation(of, id);
  if (shown === undefined) throw new Error(`There is no operation ${id}`);
  return renderToStaticMarkup(<OperationPage document={of} shown={shown} />);
};

describe("ApiPage", () => {
  it("has a row and a page for each operation of the document, and no other", () => {
    const declared = Object.values(document.paths ?? {}).flatMap(({ get, post, delete: del }) =>
      [get, post, del].filter((one) => one !== undefined),
    );
    expect(operations).toHaveLength(declared.length);
    expect(operations.map(({ id }) => id).sort()).toEqual([...operationIds].sort());
    const html = overview();
    for (const { id, path } of operations) {
      expect(html).toContain(`<tr id="${id}"`);
      expect(html).toContain(`href="/api/operations/${id}"`);
      expect(html).toContain(path);
    }
    expect(html).not.toMatch(/<script|style="/);
  });

  it("shows operations that have every word of the filter, and says so where none has", () => {
    const rows = (text: string) =>
      [...overview(document, text).matchAll(/<tr id="(\w+)"/g)].map(([, id]) => id);
    expect(rows("audit nowhere")).toEqual([]);
    expect(rows("checkpoints of AUDIT")).toContain("readOrganizationAuditCheckpoints");
    expect(rows("checkpoints of AUDIT")).not.toContain("sendEvents");
    expect(rows("erase instance")).toContain("eraseInstance");
    expect(rows("post events")).toContain("sendEvents");
    expect(overview(document, "<b>zeppelin")).toContain("Nothing found for “&lt;b&gt;zeppelin”");
  });
});

describe("OperationPage", () => {
  it("gives the shell line, the request and the answers of each operation, and marks it in the list", () => {
    for (const { id, path, method } of operations) {
      const html = pageOf(id);
      expect(html.match(/<figure aria-label="curl"/g), id).toHaveLength(1);
      expect(html).toContain(`Answers of ${method} ${path}`);
      expect(html).toContain(`href="/api/operations/${id}" aria-current="page"`);
      expect(html).not.toMatch(/<script|style="/);
    }
  });

  it("says which header opens an operation", () => {
    expect(pageOf("readInstance")).toContain("<code>Authorization: Bearer …</code>: The instance ID");
    expect(pageOf("reportUsage")).toContain("<code>Org-Key</code>");
    expect(pageOf("sendEvents")).toContain("Authentication is optional:");
    expect(pageOf("readHealth")).toContain("No authentication is needed.");
  });

  it("links only to anchors that are on the page", () => {
    for (const { id } of operations) {
      const html = pageOf(id, extended);
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
      const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
      expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    }
    expect(pageOf("sendEvents")).toContain('href="#schema-Batch"');
  });

  it("leads to the page of a sixteenth event type", () => {
    expect(pageOf("sendEvents", extended)).toContain('href="/events/database_vacuumed"');
    expect(pageOf("sendEvents")).not.toContain("database_vacuumed");
  });
});

describe("namedSchema", () => {
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
  });

  it("lays the variants of a list's items over each other", () => {
    expect(fieldOf("Batch", "results[].status")).toMatchObject({
      required: true,
      values: ['"accepted"', '"repeated"', '"refused"'],
    });
    expect(fieldOf("Batch", "results[].code")).toMatchObject({ required: false });
    expect(fieldOf("Error", "code")?.values).toContain('"invalid_data"');
  });

  it("knows what an event can be, and shows what all of them have", () => {
    const { oneOf, fields } = namedSchema(document, "Event");
    expect(oneOf).toEqual(catalogue.types.map(({ name }) => name));
    expect(fields.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["instance_id", "event_time", "event_type", "event_id"]),
    );
    expect(fields.filter(({ path }) => path.startsWith("event_data."))).toEqual([]);
    expect(fieldOf("Event", "event_type")?.values).toContain('"clone_created"');
  });
});
