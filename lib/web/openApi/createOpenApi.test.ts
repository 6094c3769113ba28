import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { catalogue, createCatalogue, eventTypes, requestJsonSchema } from "../../catalogue";
import { databaseVacuumed } from "../../catalogue/testing/sixteenth";
import { readBatch } from "../../ingest/readBatch";
import { envelopeSchema, readEvent } from "../../ingest/readEvent";
import { refusalReasons } from "../../reasons";
import { createOpenApi } from "./createOpenApi";

const options = {
  baseUrl: "https://telemetry.dblab.test",
  version: "1.2.3",
  rawRetentionDays: 400,
  rateLimitInstance: 600,
  rateLimitAddress: 0,
  now: new Date("2026-11-23T10:00:00Z"),
};
const document = createOpenApi(catalogue, options);
const extended = createOpenApi(createCatalogue([...eventTypes, databaseVacuumed]), options);

describe("createOpenApi", () => {
  it("passes Redocly's recommended rules without an error or a warning", async () => {
    const config = await createConfig({
      extends: ["recommended"],
      rules: {
        // Reading the document and the health takes no input that could be wrong.
        "operation-4xx-response": "off",
      },
    });
    for (const source of [document, extended]) {
      const problems = await lintFromString({ source: JSON.stringify(source), config });
      expect(
        problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
      ).toEqual([]);
    }
  });

  it("describes a sixteenth event type as soon as it is declared", () => {
    const schemas = extended.components?.schemas ?? {};
    expect(schemas.database_vacuumed).toMatchObject({
      properties: { event_data: { $ref: "#/components/schemas/database_vacuumed.data" } },
    });
    expect(schemas["database_vacuumed.data"]).toMatchObject({ properties: { databases: { type: "array" } } });
    expect(schemas.Event).toMatchObject({
      oneOf: expect.arrayContaining([{ $ref: "#/components/schemas/database_vacuumed" }]),
      discriminator: { mapping: { database_vacumed: "#/components/schemas/database_vacuumed" } },
    });
    expect(extended.paths?.["/events/{type}/schema.json"]?.get?.parameters).toMatchObject([
      { schema: { enum: expect.arrayContaining(["database_vacuumed"]) } },
    ]);
    expect(document.components?.schemas).not.toHaveProperty("database_vacuumed");
  });

  it("describes the envelope that the server reads", () => {
    const read = z.toJSONSchema(envelopeSchema, { io: "input" });
    for (const type of catalogue.types) {
      const described = requestJsonSchema(type);
      expect(described.required).toEqual(read.required);
      expect(Object.keys(described.properties ?? {}).sort()).toEqual(
        Object.keys(read.properties ?? {}).sort(),
      );
      expect(described.properties?.instance_id).toMatchObject({ pattern: "^[0-9a-v]{20}$" });
      expect(described.properties?.event_id).toMatchObject({ minLength: 1, maxLength: 128 });
      expect(read.properties?.event_id).toMatchObject({ minLength: 1, maxLength: 128 });
    }
  });

  it("names every reason of a refusal, under its status", () => {
    const answers = document.paths?.["/api/v1/events"]?.post?.responses ?? {};
    for (const [reason, { status }] of Object.entries(refusalReasons)) {
      if (status === 404 || status === 405) continue;
      expect(Object.keys(answers[status].content["application/json"].examples)).toContain(reason);
    }
    expect(answers["429"]).toHaveProperty(["headers", "Retry-After"]);
    expect(answers["413"]).not.toHaveProperty("headers");
  });

  it("says what this installation is set to", () => {
    expect(document.info.description).toContain("kept 400 days");
    expect(document.info.description).toContain("600 events a minute per instance, none per client address");
    expect(document.servers?.[0]?.url).toBe("https://telemetry.dblab.test");
    expect(document.paths?.["/api/rpc/telemetry_event"]?.post?.requestBody).toMatchObject({
      description: expect.stringContaining("at most 64 KiB"),
    });
  });

  it("gives shell lines whose events this service accepts", () => {
    const read = (value: unknown) =>
      readEvent(value, { catalogue, now: options.now, retentionDays: options.rawRetentionDays });
    let events = 0;
    for (const path of Object.values(document.paths ?? {})) {
      const samples = (path.post ?? path.get)?.["x-codeSamples"] as { source: string }[] | undefined;
      const source = samples?.[0]?.source ?? "";
      expect(source).toContain(options.baseUrl);
      const body = /-d '(.*)'$/s.exec(source)?.[1];
      if (body === undefined) continue;
      const documents = readBatch(body.replaceAll("'\\''", "'"), undefined);
      for (const event of documents.ok ? documents.value : []) {
        expect(event.ok && read(event.value)).toMatchObject({ ok: true });
        events += 1;
      }
    }
    expect(events).toBe(3);
  });
});
