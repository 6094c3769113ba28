import { createDocument, type oas31 } from "zod-openapi";
import type { Catalogue } from "../catalogue";
import { countOf } from "../words/sayPlurals";
import { eventSchemas } from "./eventSchemas";
import { senderScheme } from "./ingestPaths";
import { instanceIdScheme } from "./instancePaths";
import { accessTokenScheme, organizationTag } from "./organizationPaths";
import { paths } from "./paths";
import { engineTokenScheme, orgKeyScheme } from "./platformPaths";

/** What a document says beside the catalogue: where this installation is and what it is set to. */
export interface OpenApiOptions {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Of this service. */
  readonly version: string;
  readonly rawRetentionDays: number;
  /** Events a minute; 0 says that there is no limit. */
  readonly rateLimitInstance: number;
  readonly rateLimitAddress: number;
  readonly now: Date;
}

/** The OpenAPI 3.1 document of this service, from the declarations that validate and answer its calls. */
export function createOpenApi(catalogue: Catalogue, options: OpenApiOptions): oas31.OpenAPIObject {
  return createDocument({
    openapi: "3.1.1",
    info: {
      title: "DBLab Telemetry",
      version: options.version,
      description: sayRules(options),
      license: { name: "Apache 2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: options.baseUrl, description: "This installation" }],
    // Engines of the Community Edition have no credentials; what is about an instance or an organization asks for its own.
    security: [],
    tags: [
      { name: "Sending events", description: "What engines and relays call." },
      {
        name: "Engines of the paid editions",
        description:
          "What engines with an organization's key or access token call in addition to sending events.",
      },
      {
        name: "Published statistics",
        description:
          "Published figures for programs and web pages. No key is needed, and any origin may ask.",
      },
      {
        name: "Looking at one instance",
        description:
          "What an engine sent, for anybody who knows its instance ID: to read, export and delete. The ID of an instance that belongs to an organization is answered as unknown.",
      },
      organizationTag,
      { name: "Reading the catalogue", description: "Schemas of event types and calls, for programs." },
      { name: "Operating", description: "Probes and audit keys, for operators." },
    ],
    paths: paths(catalogue, options),
    components: {
      schemas: eventSchemas(catalogue),
      securitySchemes: {
        instanceId: instanceIdScheme,
        orgKey: orgKeyScheme,
        engineToken: engineTokenScheme,
        sender: senderScheme,
        accessToken: accessTokenScheme,
      },
    },
  });
}

function sayRules({ rawRetentionDays, rateLimitInstance, rateLimitAddress }: OpenApiOptions): string {
  return [
    "`200` is answered once the events are on disk, never before.",
    "Fields that are not in the catalogue are dropped: their paths are counted, their values are not kept.",
    `Raw events are kept ${rawRetentionDays} days.`,
    `Limits: ${limit(rateLimitInstance, "instance")}, ${limit(rateLimitAddress, "client address")}.`,
    "Other calls below `/api/rpc/` answer `404` and other methods `405`, with the same error object.",
  ].join(" ");
}

function limit(eventsAMinute: number, of: string): string {
  return eventsAMinute === 0 ? `none per ${of}` : `${countOf(eventsAMinute, "event")} a minute per ${of}`;
}
