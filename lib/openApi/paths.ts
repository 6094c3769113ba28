import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { type Catalogue, engineCalls } from "../catalogue";
import { about, time } from "../http/json";
import { healthTimeoutMs } from "../status/checkHealth";
import { json } from "./answers";
import { auditPaths } from "./auditPaths";
import { ingestPaths } from "./ingestPaths";
import { instancePaths } from "./instancePaths";
import { operation } from "./operation";
import type { OperationId } from "./operationIds";
import { organizationPaths } from "./organizationPaths";
import { platformPaths } from "./platformPaths";
import { releasePaths } from "./releasePaths";
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
    ...auditPaths(baseUrl),
    ...statisticPaths(baseUrl),
    ...releasePaths(baseUrl),
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
  clock: about(
    z.literal("differs").optional(),
    "Said where the clock of the process is not its database's: nothing is counted or deleted meanwhile.",
  ),
});

const life = z.object({ status: z.literal("live") });

const version = z.object({
  version: z.string(),
  build: about(z.string().nullable(), "Of this build alone; null in development."),
  node: z.string(),
  migrations: z.object({ count: z.int(), last: z.string() }),
  catalogue: z.object({
    hash: about(z.string(), "The same for the same event types with the same fields."),
    eventTypes: z.int(),
    engine: about(
      z.string(),
      "The newest tag of the engine that it knows: of a minor version that is not released, the candidate.",
    ),
  }),
});

function healthPaths(baseUrl: string): ZodOpenApiPathsObject {
  const tag = "Operating";
  const takesEvents = (operationId: OperationId, path: string, summary: string, more: string) =>
    operation({
      operationId,
      tag,
      summary,
      description: `Has the database write something, at most once a second, and waits at most ${healthTimeoutMs / 1000} seconds for it. While it does not, events are taken and wait on the disk (status spooling); when it does again, it gets them (draining). ${more}`,
      found: { "200": json("Events are taken.", health, "Health", { example: { status: "ok" } }) },
      problems: ["no_database"],
      shell: `curl -i ${baseUrl}${path}`,
    });
  return {
    "/api/v1/health": {
      get: takesEvents(
        "readHealth",
        "/api/v1/health",
        "Check that the service takes events",
        "For monitoring.",
      ),
    },
    "/api/v1/ready": {
      get: takesEvents(
        "readReadiness",
        "/api/v1/ready",
        "Check readiness for traffic",
        "For load balancers. A process that takes events is ready, also while its pages cannot be read.",
      ),
    },
    "/api/v1/live": {
      get: operation({
        operationId: "readLife",
        tag,
        summary: "Check that the process answers",
        description:
          "For what starts a process again where it does not answer. Nothing is asked of the database: a new process would not mend it.",
        found: { "200": json("It does.", life, "Life", { example: { status: "live" } }) },
        problems: [],
        shell: `curl -i ${baseUrl}/api/v1/live`,
      }),
    },
    "/api/v1/version": {
      get: operation({
        operationId: "readVersion",
        tag,
        summary: "Get the version",
        description:
          "The version of the service, its build, the last migration of its schema, and the hash of its catalogue: what two processes that should be the same can be compared by.",
        found: { "200": json("The version.", version, "Version") },
        problems: [],
        shell: `curl -s ${baseUrl}/api/v1/version`,
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
        summary: "Get the JSON Schema of an event type",
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
        summary: "Get the JSON Schema of a call",
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
        summary: "Get the OpenAPI document",
        description: "OpenAPI 3.1, made from the same declarations that validate events.",
        found: document("The document.", "application/json"),
        problems: [],
        shell: `curl ${baseUrl}/openapi.json`,
      }),
    },
  };
}
