import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import type { Catalogue, EventType } from "../catalogue";
import { jsonLimits } from "../ingest/parseJson";
import { maximumBatchEvents } from "../ingest/readBatch";
import { callOf } from "../ingest/wire";
import { healthTimeoutMs } from "../status/checkHealth";
import { dayOf } from "../words/period";
import { acceptedAnswer, batchAnswer, refusalAnswer, refusalAnswers } from "./answers";
import { anyEventRef, exampleEvent } from "./eventSchemas";
import { instancePaths } from "./instancePaths";
import { organizationPaths } from "./organizationPaths";
import { platformPaths } from "./platformPaths";
import { statisticPaths } from "./statisticPaths";

/** What operations are described with. */
export interface PathOptions {
  readonly baseUrl: string;
  /** Makes the example of event_time, which must not be older than raw events are kept. */
  readonly now: Date;
}

/** The operations of this service, each with a shell line that works as it stands (`x-codeSamples`). */
export function paths(catalogue: Catalogue, { baseUrl, now }: PathOptions): ZodOpenApiPathsObject {
  const [type] = catalogue.types;
  if (type === undefined) throw new Error("A catalogue without event types cannot be described");
  return {
    "/api/rpc/telemetry_event": {
      post: engineCall("sendEngineEvent", "/api/rpc/telemetry_event", type, baseUrl),
    },
    "/api/general/rpc/telemetry_event": {
      post: engineCall("sendEngineEventGeneral", "/api/general/rpc/telemetry_event", type, baseUrl),
    },
    ...platformPaths(baseUrl),
    "/api/v1/events": { post: eventsCall(type, baseUrl, now) },
    "/api/v1/health": { get: healthCall(baseUrl) },
    ...statisticPaths(baseUrl),
    ...instancePaths(baseUrl),
    ...organizationPaths(baseUrl),
    "/events/{type}/schema.json": { get: schemaCall(catalogue, type, baseUrl) },
    "/openapi.json": { get: documentCall(baseUrl) },
  };
}

function engineCall(
  operationId: string,
  path: string,
  type: EventType,
  baseUrl: string,
): ZodOpenApiOperationObject {
  const event = exampleEvent(type);
  return {
    operationId,
    tags: ["Sending events"],
    summary: "One event, as an engine sends it",
    description:
      "The engine's own call. An engine puts `/rpc/telemetry_event` behind the base URL of its settings. " +
      "No authentication. A valid `Org-Key`, which engines of the paid editions send, links the instance to its organization; an unknown one changes nothing. `Access-Token` and `Selfassigned-Instance-Id` are not read.",
    requestBody: {
      required: true,
      description: `UTF-8, at most ${kibibytes(path)} KiB, not compressed. A Content-Type is not required. ${limitsInWords()}`,
      content: { "application/json": { schema: anyEventRef, example: event } },
    },
    responses: { "200": acceptedAnswer, ...refusalAnswers("event") },
    "x-codeSamples": [sample(curl(`${baseUrl}${path}`, event))],
  };
}

function eventsCall(type: EventType, baseUrl: string, now: Date): ZodOpenApiOperationObject {
  const path = "/api/v1/events";
  const event = exampleEvent(type);
  const named = {
    ...event,
    event_time: `${dayOf(now)}T00:00:00Z`,
    event_id: "example-1",
  };
  return {
    operationId: "sendEvents",
    tags: ["Sending events"],
    summary: "One event, an array of events, or one event a line",
    description:
      "For relays and importers. Events are answered one by one; a wrong one does not hurt the others. " +
      "With `event_time` and `event_id` a repeat is recognised and stored once.",
    requestBody: {
      required: true,
      description: `UTF-8, at most ${kibibytes(path) / 1024} MiB and ${maximumBatchEvents} events, not compressed. NDJSON is recognised without a Content-Type too. ${limitsInWords()}`,
      content: {
        "application/json": {
          schema: {
            oneOf: [
              anyEventRef,
              { type: "array", items: anyEventRef, minItems: 1, maxItems: maximumBatchEvents },
            ],
          },
          examples: {
            one: { summary: "One event", value: named },
            several: { summary: "Several events", value: [event, named] },
          },
        },
        "application/x-ndjson": {
          schema: { type: "string", description: "One event a line." },
          example: `${JSON.stringify(event)}\n${JSON.stringify(named)}\n`,
        },
      },
    },
    responses: { "200": batchAnswer, ...refusalAnswers("batch") },
    "x-codeSamples": [sample(curl(`${baseUrl}${path}`, [named]))],
  };
}

function healthCall(baseUrl: string): ZodOpenApiOperationObject {
  return {
    operationId: "readHealth",
    tags: ["Operating"],
    summary: "Whether the service can write",
    description: `For load balancers: asks the database a question and waits for the answer at most ${healthTimeoutMs / 1000} seconds.`,
    responses: {
      "200": {
        description: "The database answered.",
        content: {
          "application/json": {
            schema: z
              .object({ status: z.literal("ok") })
              .meta({ id: "Health", title: "Health", description: "The service can take events." }),
            example: { status: "ok" },
          },
        },
      },
      "503": refusalAnswer(["database_unavailable"]),
    },
    "x-codeSamples": [sample(`curl -i ${baseUrl}/api/v1/health`)],
  };
}

function schemaCall({ types }: Catalogue, example: EventType, baseUrl: string): ZodOpenApiOperationObject {
  return {
    operationId: "readEventSchema",
    tags: ["Reading the catalogue"],
    summary: "The JSON Schema of an event type",
    description: "JSON Schema 2020-12 of a whole event, with what is kept of each field.",
    parameters: [
      {
        name: "type",
        in: "path",
        required: true,
        description: "The name of an event type.",
        schema: { type: "string", enum: types.map(({ name }) => name) },
        example: example.name,
      },
    ],
    responses: {
      "200": {
        description: "The schema.",
        content: { "application/schema+json": { schema: { type: "object" } } },
      },
      "404": { description: "No event type of the catalogue has this name." },
    },
    "x-codeSamples": [sample(`curl ${baseUrl}/events/${example.name}/schema.json`)],
  };
}

function documentCall(baseUrl: string): ZodOpenApiOperationObject {
  return {
    operationId: "readOpenApi",
    tags: ["Reading the catalogue"],
    summary: "This description",
    description: "OpenAPI 3.1, made from the same declarations that validate events.",
    responses: {
      "200": {
        description: "The document.",
        content: { "application/json": { schema: { type: "object" } } },
      },
    },
    "x-codeSamples": [sample(`curl ${baseUrl}/openapi.json`)],
  };
}

function kibibytes(path: string): number {
  return (callOf(path)?.limitBytes ?? 0) / 1024;
}

function limitsInWords(): string {
  const { depth, arrayItems, objectKeys, stringLength, keyLength } = jsonLimits;
  return `Inside an event at most ${depth} levels, ${arrayItems} items a list, ${objectKeys} keys an object, ${stringLength} characters a string and ${keyLength} a key.`;
}

/** A shell line; single quotes in the body are closed, escaped and opened again. */
function curl(url: string, body: unknown): string {
  return `curl -i ${url} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`;
}

function sample(source: string) {
  return { lang: "Shell", label: "curl", source };
}
