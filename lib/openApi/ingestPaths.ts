import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import type { EventType } from "../catalogue";
import { believedHours } from "../catalogue";
import type { ProblemName } from "../http/problems";
import { callOf } from "../ingest/calls";
import { jsonLimits } from "../ingest/parseJson";
import { maximumBatchEvents } from "../ingest/readBatch";
import { dayOf } from "../words/period";
import { errorSchema, json, problemAnswers, retryAfter } from "./answers";
import { anyEventRef, exampleEvent } from "./eventSchemas";
import { operation, quoted } from "./operation";
import type { OperationId } from "./operationIds";

const tag = "Sending events";

/** What any call of an engine can meet. */
export const callProblems = [
  "invalid_json",
  "hostile_json",
  "invalid_request",
  "body_too_large",
  "unsupported_encoding",
  "rate_limited_address",
  "queue_full",
  "internal",
  "database_unavailable",
  "relay_loop",
] as const satisfies readonly ProblemName[];

const eventProblems: readonly ProblemName[] = [
  ...callProblems,
  "unknown_sender",
  "too_many_new_instances",
  "unknown_event_type",
  "invalid_data",
  "event_time_out_of_range",
  "rate_limited_instance",
  "without_key",
];

/** By which a relay or an importer is known. */
export const senderScheme = {
  type: "http",
  scheme: "bearer",
  description:
    "The token of a relay or an importer: of one that the operator trusts (`npm run admin -- sender issue` makes one), or of an organization's (`/org/tokens`).",
} as const;

/** Anybody may send; who is trusted says so. */
const security = [{}, { sender: [] }];

const accepted = json("The event is on disk.", z.object({}), "Accepted", { example: {} });

const results = {
  accepted: z.int().min(0).meta({ description: "Events stored by this call." }),
  repeated: z.int().min(0).meta({ description: "Events that were stored before, by their event_id." }),
  refused: z.int().min(0).meta({ description: "Events that were not stored." }),
  results: z
    .array(
      z.union([
        z.object({ status: z.enum(["accepted", "repeated"]) }),
        errorSchema.extend({
          status: z.literal("refused"),
          retry_after: z.int().min(1).optional().meta({
            description:
              "After so many seconds another try makes sense. Without it the event is refused for good.",
          }),
        }),
      ]),
    )
    .meta({ description: "What became of each event, in the order sent." }),
};

const batch = json("At least one event is on disk; the answer says which.", z.object(results), "Batch", {
  example: { accepted: 1, repeated: 0, refused: 0, results: [{ status: "accepted" }] },
});

const batchErrorSchema = errorSchema.extend(z.object(results).partial().shape).meta({
  id: "BatchError",
  title: "BatchError",
  description:
    "The error object of the first refused event and, where the body could be read, what became of each.",
});

/** The calls that take events. @param now makes the example of event_time, which must not be older than events are kept */
export function ingestPaths(baseUrl: string, type: EventType, now: Date): ZodOpenApiPathsObject {
  const engine = (operationId: OperationId, path: string) => ({
    [path]: { post: engineCall(operationId, path, type, baseUrl) },
  });
  return {
    ...engine("sendEngineEvent", "/api/rpc/telemetry_event"),
    ...engine("sendEngineEventGeneral", "/api/general/rpc/telemetry_event"),
    "/api/v1/events": { post: eventsCall(type, baseUrl, now) },
  };
}

function engineCall(
  operationId: OperationId,
  path: string,
  type: EventType,
  baseUrl: string,
): ZodOpenApiOperationObject {
  const event = exampleEvent(type);
  return operation({
    operationId,
    tag,
    summary: path.includes("/general/")
      ? "Send one event, by the general path"
      : "Send one event, as an engine does",
    description:
      "The engine's own call. An engine puts `/rpc/telemetry_event` behind the base URL of its settings. " +
      "No authentication is needed. A valid `Org-Key`, which engines of the paid editions send, links the instance to its organization. From then on events that name the instance and come without a valid key of the organization are kept apart, and are in nothing that is shown or counted of it. `Access-Token` and `Selfassigned-Instance-Id` are not read.",
    security,
    requestBody: {
      required: true,
      description: `UTF-8, at most ${kibibytes(path)} KiB, also where it comes as gzip (\`Content-Encoding: gzip\`) and is unpacked. A Content-Type is not required. ${limitsInWords()}`,
      content: { "application/json": { schema: anyEventRef, example: event } },
    },
    found: { "200": accepted },
    problems: eventProblems,
    shell: post(`${baseUrl}${path}`, event),
  });
}

function eventsCall(type: EventType, baseUrl: string, now: Date): ZodOpenApiOperationObject {
  const path = "/api/v1/events";
  const event = exampleEvent(type);
  const named = {
    ...event,
    event_time: `${dayOf(now)}T00:00:00Z`,
    event_id: "example-1",
  };
  return operation({
    operationId: "sendEvents",
    tag,
    summary: "Send one or more events",
    description:
      "For relays and importers. Events are answered one by one; a wrong one does not hurt the others. " +
      "With `event_time` and `event_id` a repeat is recognized and stored once: it is answered `repeated` and uses up no limit of its instance, so that a batch of which a part came too fast can be sent again as it is, after the seconds that `Retry-After` says, until nothing of it is refused. " +
      `Where the installation publishes, anybody's \`event_time\` is believed for ${believedHours} hours: an older event is stored for its instance and counted in no statistic. ` +
      "A sender that the operator trusts names its token: its events count by their own times, and neither the limit for a client address nor the one for new instances holds for it. " +
      "An organization's relay is believed in the same way of instances that are linked to the organization, and of the time since they were; else its events are taken as anybody's.",
    security,
    requestBody: {
      required: true,
      description: `UTF-8, at most ${kibibytes(path) / 1024} MiB and ${maximumBatchEvents} events, also where it comes as gzip (\`Content-Encoding: gzip\`) and is unpacked. NDJSON and a JSON text sequence are recognized without a Content-Type too, and a byte order mark is skipped. ${limitsInWords()}`,
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
        "application/json-seq": {
          schema: { type: "string", description: "A JSON text sequence (RFC 7464): one event a record." },
          example: `\u001e${JSON.stringify(event)}\n\u001e${JSON.stringify(named)}\n`,
        },
      },
    },
    found: {
      "200": { ...batch, headers: { "Retry-After": retryAfter } },
      ...problemAnswers(eventProblems, batchErrorSchema),
    },
    problems: [],
    shell: post(`${baseUrl}${path}`, [named]),
  });
}

/** How many KiB the body of a call may have. */
export function kibibytes(path: string): number {
  return (callOf(path)?.limitBytes ?? 0) / 1024;
}

function limitsInWords(): string {
  const { depth, arrayItems, objectKeys, stringLength, keyLength } = jsonLimits;
  return `Inside an event at most ${depth} levels, ${arrayItems} items a list, ${objectKeys} keys an object, ${stringLength} characters a string and ${keyLength} a key.`;
}

function post(url: string, body: unknown): string {
  return `curl -i ${url} \\\n  -H 'Content-Type: application/json' \\\n  -d ${quoted(body)}`;
}
