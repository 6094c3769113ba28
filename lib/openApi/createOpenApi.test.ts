import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import packageJson from "../../package.json";
import { catalogue, createCatalogue, eventTypes, requestJsonSchema } from "../catalogue";
import { databaseVacuumed } from "../catalogue/testing/sixteenth";
import { refusalReasons } from "../http/problems";
import { readBatch } from "../ingest/readBatch";
import { envelopeSchema, readEvent } from "../ingest/readEvent";
import { statistics } from "../statistics/declared/statistics";
import { statisticJsonSchema, statisticListSchema } from "../statistics/export/statisticJson";
import { parametersSchema } from "../statistics/view/view";
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

  it("names every problem with events and no other, under its status", () => {
    const apart = [
      "rate_limited_calls",
      "unknown_org_key",
      "unknown_access_token",
      "instance_of_another",
      "upstream_unavailable",
    ];
    const expected = Object.entries(refusalReasons)
      .filter(([reason, { status }]) => ![404, 405].includes(status) && !apart.includes(reason))
      .map(([reason, { status }]) => `${status} ${reason}`);
    for (const path of ["/api/v1/events", "/api/rpc/telemetry_event"]) {
      const answers = document.paths?.[path]?.post?.responses ?? {};
      const described = Object.entries(answers).flatMap(([status, { content }]) =>
        Object.keys(content["application/json"].examples ?? {}).map((code) => `${status} ${code}`),
      );
      expect(described.sort()).toEqual(expected.sort());
      expect(answers["429"]).toHaveProperty(["headers", "Retry-After"]);
      expect(answers["413"]).not.toHaveProperty("headers");
    }
  });

  it("says what this installation is set to", () => {
    expect(document.info.description).toContain("kept 400 days");
    expect(document.info.description).toContain("600 events a minute per instance, none per client address");
    expect(document.servers?.[0]?.url).toBe("https://telemetry.dblab.test");
    expect(document.paths?.["/api/rpc/telemetry_event"]?.post?.requestBody).toMatchObject({
      description: expect.stringContaining("at most 64 KiB"),
    });
  });

  it("describes every statistic, in every form, with every parameter that the server reads", () => {
    const ofStatistics = Object.entries(document.paths ?? {}).filter(
      ([path]) => path.includes("statistics") && !path.startsWith("/api/v1/instance"),
    );
    expect(ofStatistics.map(([path]) => path)).toEqual([
      "/api/v1/statistics",
      "/api/v1/statistics/{key}",
      "/statistics/{key}.json",
      "/statistics/{key}.csv",
      "/statistics/{key}.svg",
      "/statistics/{key}.png",
    ]);
    for (const [path, { get }] of ofStatistics) {
      expect(get?.responses?.["304"]).toHaveProperty(["headers", "ETag"]);
      if (path === "/api/v1/statistics") continue;
      expect(Object.keys(get?.responses ?? {})).toEqual(["200", "304", "400", "404", "500", "503"]);
      expect(get?.parameters).toMatchObject([
        { in: "path", name: "key", schema: { enum: statistics.map(({ key }) => key) } },
        ...[...Object.keys(parametersSchema.shape), ...(path.endsWith(".csv") ? ["for"] : [])].map(
          (name) => ({
            in: "query",
            name,
            description: expect.stringMatching(/\.$/),
          }),
        ),
      ]);
    }
  });

  it("asks for the instance ID or the access token in a header where it is needed, and nowhere else", () => {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      for (const operation of [item.get, item.post, item.delete]) {
        if (operation === undefined) continue;
        const isOfInstance = path.startsWith("/api/v1/instance");
        const isOfOrganization = /^\/api\/v1\/org(\/|$)/.test(path);
        expect(operation.security, path).toEqual(
          isOfInstance
            ? [{ instanceId: [] }]
            : isOfOrganization
              ? [{ accessToken: [] }]
              : /register|usage/.test(path)
                ? [{ orgKey: [] }]
                : /session_/.test(path)
                  ? [{ orgKey: [] }, { engineToken: [] }]
                  : /telemetry_event|\/v1\/events$/.test(path)
                    ? [{}, { sender: [] }]
                    : undefined,
        );
        if (!isOfInstance && !isOfOrganization) continue;
        const statuses = isOfInstance || path.includes("{number}") ? ["401", "404", "429"] : ["401", "429"];
        expect(Object.keys(operation.responses ?? {})).toEqual(expect.arrayContaining(statuses));
        expect(operation.responses?.["429"]).toHaveProperty(["headers", "Retry-After"]);
        const samples = operation["x-codeSamples"] as { source: string }[];
        expect(samples[0]?.source).toMatch(/-H ["']Authorization: Bearer /);
        // An ID in an address would end up in logs.
        expect(samples[0]?.source).not.toMatch(
          /https:\S*(c6fgs68hmvj3sm2pbphg|DBLAB_INSTANCE_ID|DBLAB_ACCESS_TOKEN)/,
        );
      }
    }
  });

  it("shows answers that its schemas describe", () => {
    const example = (path: string): Record<string, { example?: unknown }> =>
      document.paths?.[path]?.get?.responses?.["200"]?.content ?? {};
    const json = example("/api/v1/statistics/{key}")["application/json"]?.example;
    expect(statisticJsonSchema.parse(json)).toEqual(json);
    const list = example("/api/v1/statistics")["application/json"]?.example;
    expect(statisticListSchema.parse(list)).toEqual(list);
    expect(example("/statistics/{key}.csv")["text/csv"]?.example).toMatch(
      /^# .*\r\nfile-systems,week,2026-11-16,/s,
    );
  });

  it("is under the licence of the package", () => {
    expect(document.info.license?.identifier).toBe(packageJson.license);
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
      if (body === undefined || !body.includes("event_type")) continue;
      const documents = readBatch(body.replaceAll("'\\''", "'"), undefined);
      for (const document of documents.ok ? documents.value : []) {
        const event = document();
        expect(event.ok && read(event.value)).toMatchObject({ ok: true });
        events += 1;
      }
    }
    expect(events).toBe(3);
  });
});
