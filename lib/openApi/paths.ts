import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { type Catalogue, engineCalls } from "../catalogue";
import { about, time } from "../http/json";
import { healthTimeoutMs } from "../status/checkHealth";
import { json } from "./answers";
import { ingestPaths } from "./ingestPaths";
import { instancePaths } from "./instancePaths";
import { operation } from "./operation";
import { organizationPaths } from "./organizationPaths";
import { platformPaths } from "./platformPaths";
import { statisticPaths } from "./statisticPaths";

/** What operations are described with. */
export interface PathOptions {
  readonly baseUrl: string;
  readonly now: Date;
}

/** The operations of this service, each with a shell line that works as it stands (`x-codeSamples`). */
export function paths(catalogue: Catalogue, { baseUrl, now }: PathOptions): ZodOpenApiPathsObject {
  const [type] = catalogue.types;
  if (type === undefined) throw new Error("A catalogue without event types cannot be described");
  return {
    ...ingestPaths(baseUrl, type, now),
    ...platformPaths(baseUrl),
    ...healthPaths(baseUrl),
    ...statisticPaths(baseUrl),
    ...instancePaths(baseUrl),
    ...organizationPaths(baseUrl),
    ...cataloguePaths(catalogue, type.name, baseUrl),
  };
}

const health = z.object({
  status: z.enum(["ok", "draining", "spooling"]),
  waiting: about(
    z.int().optional(),
    "Events that wait on the disk for the database. Rounded up where figures are published.",
  ),
  since: about(time.optional(), "When the first of them came."),
});

function healthPaths(baseUrl: string): ZodOpenApiPathsObject {
  return {
    "/api/v1/health": {
      get: operation({
        operationId: "readHealth",
        tag: "Operating",
        summary: "Whether the service takes events",
        description: `For load balancers: asks the database a question and waits for the answer at most ${healthTimeoutMs / 1000} seconds. While it does not answer, events are taken and wait on the disk (status spooling); when it is back, it gets them (draining).`,
        found: { "200": json("Events are taken.", health, "Health", { example: { status: "ok" } }) },
        problems: ["no_database"],
        shell: `curl -i ${baseUrl}/api/v1/health`,
      }),
    },
  };
}

function cataloguePaths({ types }: Catalogue, example: string, baseUrl: string): ZodOpenApiPathsObject {
  const tag = "Reading the catalogue";
  const document = (description: string, type: string) => ({
    "200": { description, content: { [type]: { schema: { type: "object" as const } } } },
  });
  return {
    "/events/{type}/schema.json": {
      get: operation({
        operationId: "readEventSchema",
        tag,
        summary: "The JSON Schema of an event type",
        description: "JSON Schema 2020-12 of a whole event, with what is kept of each field.",
        parameters: [
          {
            name: "type",
            in: "path",
            required: true,
            description: "The name of an event type.",
            schema: { type: "string", enum: types.map(({ name }) => name) },
            example,
          },
        ],
        found: document("The schema.", "application/schema+json"),
        problems: ["unknown_schema"],
        shell: `curl ${baseUrl}/events/${example}/schema.json`,
      }),
    },
    "/calls/{call}/schema.json": {
      get: operation({
        operationId: "readCallSchema",
        tag,
        summary: "The JSON Schema of a call",
        description:
          "JSON Schema 2020-12 of a call's body and, under $defs, of its answer, with what is kept.",
        parameters: [
          {
            name: "call",
            in: "path",
            required: true,
            description: "The name of a call that engines make.",
            schema: { type: "string", enum: engineCalls.map(({ name }) => name) },
            example: engineCalls[0].name,
          },
        ],
        found: document("The schema.", "application/schema+json"),
        problems: ["unknown_call"],
        shell: `curl ${baseUrl}/calls/${engineCalls[0].name}/schema.json`,
      }),
    },
    "/openapi.json": {
      get: operation({
        operationId: "readOpenApi",
        tag,
        summary: "This description",
        description: "OpenAPI 3.1, made from the same declarations that validate events.",
        found: document("The document.", "application/json"),
        problems: [],
        shell: `curl ${baseUrl}/openapi.json`,
      }),
    },
  };
}
