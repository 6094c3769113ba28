import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from "zod-openapi";
import { exampleInstanceIds } from "../catalogue";
import type { AccessReason } from "../http/accessError";
import { undoDays } from "../instances/erasure/eraseInstance";
import { type ExportForm, exportForms } from "../instances/export/exportForms";
import {
  erasureRequestSchema,
  historyJsonSchema,
  instanceStatisticsJsonSchema,
  nowJsonSchema,
  receiptJsonSchema,
  timelineJsonSchema,
  undoneJsonSchema,
} from "../instances/instanceJson";
import type { timelineParametersSchema } from "../instances/timeline/parseTimelineQuery";
import { type AccessAnswers, answersOf, denial, json } from "./accessAnswers";

const tags = ["Looking at one instance"];

const timelineDescriptions: Record<keyof typeof timelineParametersSchema.shape, string> = {
  types: "Event types, separated by commas. All where it is not given.",
  before:
    "Only events older than this: `older` of a page, a time with its zone, or a day (with all of that day).",
  after: "Only events newer than this: `newer` of a page, a time with its zone, or a day.",
  limit: "Events of a page, 1 to 500. 50 where it is not given.",
};

/** What a page of events can be asked with. */
export const timelineQuery = z.object(
  Object.fromEntries(
    Object.entries(timelineDescriptions).map(([name, description]) => [
      name,
      z.string().optional().meta({ description }),
    ]),
  ),
);

const forms = Object.keys(exportForms) as [ExportForm, ...ExportForm[]];

/** What an export can be asked with. */
export const exportQuery = z.object({
  form: z
    .enum(forms)
    .optional()
    .meta({ description: `One of ${forms.join(", ")}. \`ndjson\` where it is not given.` }),
});

/** The instance ID as a bearer token: in a header, since addresses end up in logs. */
export const instanceIdScheme = {
  type: "http",
  scheme: "bearer",
  description: "The instance ID, as an engine shows it at `GET /healthz` (3.4 and newer) and in its log.",
} as const;

const security = [{ instanceId: [] }];

/** The operations for whoever knows an instance's ID. */
export function instancePaths(baseUrl: string): ZodOpenApiPathsObject {
  const call = (path: string, more = "") => ({
    lang: "Shell",
    label: "curl",
    source: `curl ${more}'${baseUrl}${path}' \\\n  -H 'Authorization: Bearer ${exampleInstanceIds[0]}'`,
  });
  const read = (
    operationId: string,
    path: string,
    summary: string,
    description: string,
    found: ZodOpenApiResponseObject,
    more: Partial<ZodOpenApiOperationObject> = {},
  ): ZodOpenApiOperationObject => ({
    operationId,
    tags,
    summary,
    description,
    security,
    responses: { "200": found, ...denials(more.requestParams === undefined ? [] : ["invalid_request"]) },
    "x-codeSamples": [call(path)],
    ...more,
  });
  return {
    "/api/v1/instance": {
      get: read(
        "readInstance",
        "/api/v1/instance",
        "What an instance is now",
        "From its latest start and its roll-ups.",
        json("The instance.", nowJsonSchema, "Instance"),
      ),
    },
    "/api/v1/instance/events": {
      get: read(
        "readInstanceEvents",
        "/api/v1/instance/events?types=clone_created,clone_reset&limit=20",
        "What it sent",
        "Every event as it is kept, newest first, a page at a time. Names of fields that were sent and are not kept are in `left_out`; what they held was never stored.",
        json("A page of events.", timelineJsonSchema, "Timeline"),
        { requestParams: { query: timelineQuery } },
      ),
    },
    "/api/v1/instance/events/live": {
      get: {
        ...read(
          "watchInstanceEvents",
          "/api/v1/instance/events/live",
          "What it sends, as it is stored",
          "Server-sent events: `event: event`, and an event of the timeline in `data`. With `Last-Event-ID`, what came since is sent first. The last events before can come again then: the same event has the same `id` in its `data`.",
          {
            description: "Goes on until it is closed.",
            content: { "text/event-stream": { schema: { type: "string" } } },
          },
        ),
        "x-codeSamples": [call("/api/v1/instance/events/live", "-N ")],
        responses: {
          "200": {
            description: "Goes on until it is closed.",
            content: { "text/event-stream": { schema: { type: "string" } } },
          },
          ...denials(["too_many_watchers"]),
        },
      },
    },
    "/api/v1/instance/history": {
      get: read(
        "readInstanceHistory",
        "/api/v1/instance/history",
        "What it did over time",
        "Clones, resets, clone times, pool use, alerts by period, and how long it ran before its latest stops.",
        json("The history.", historyJsonSchema, "InstanceHistory"),
      ),
    },
    "/api/v1/instance/statistics": {
      get: read(
        "readInstanceStatistics",
        "/api/v1/instance/statistics",
        "Where it stands in the published statistics",
        "Its own values beside published ones, and for each statistic whether it is counted, in which class, and if not why.",
        json("The statistics, seen from the instance.", instanceStatisticsJsonSchema, "InstanceStatistics"),
      ),
    },
    "/api/v1/instance/export": {
      get: read(
        "exportInstance",
        "/api/v1/instance/export?form=json",
        "Everything that is stored of it",
        "Begins with a manifest that explains every field, and ends with counts, by which a file that was cut off is recognised. Text that a spreadsheet would take for a formula begins with an apostrophe.",
        {
          description: "The file, made while it is read.",
          content: Object.fromEntries(
            [...new Set(Object.values(exportForms).map(({ contentType }) => contentType))].map((type) => [
              type,
              { schema: { type: "string" as const } },
            ]),
          ),
        },
        { requestParams: { query: exportQuery } },
      ),
    },
    "/api/v1/instance/erasure": {
      post: {
        operationId: "eraseInstance",
        tags,
        summary: "Erase it",
        description: `Hides the instance at once, everywhere, and purges it after ${undoDays} days. Closed periods of the statistics stay: they hold no instance.`,
        security,
        requestBody: {
          required: true,
          description: "The instance ID once more, so that nothing is erased by mistake.",
          content: {
            "application/json": {
              schema: erasureRequestSchema.meta({ id: "ErasureRequest", title: "ErasureRequest" }),
            },
          },
        },
        responses: {
          "202": json("The receipt.", receiptJsonSchema, "ErasureReceipt"),
          ...denials(["invalid_request", "not_erasable"]),
        },
        "x-codeSamples": [
          {
            lang: "Shell",
            label: "curl",
            source: `curl -X POST ${baseUrl}/api/v1/instance/erasure \\\n  -H "Authorization: Bearer $DBLAB_INSTANCE_ID" \\\n  --json "{\\"confirm\\":\\"$DBLAB_INSTANCE_ID\\"}"`,
          },
        ],
      },
      delete: {
        operationId: "undoErasure",
        tags,
        summary: "Undo its erasure",
        description:
          "While it is hidden, the instance is there again with everything its engine sent meanwhile. Once it is purged, its events are taken again where they were refused.",
        security,
        responses: { "200": json("What was undone.", undoneJsonSchema, "UndoneErasure"), ...denials() },
        "x-codeSamples": [
          {
            lang: "Shell",
            label: "curl",
            source: `curl -X DELETE ${baseUrl}/api/v1/instance/erasure \\\n  -H "Authorization: Bearer $DBLAB_INSTANCE_ID"`,
          },
        ],
      },
    },
    "/api/v1/erasures/{id}": {
      get: {
        operationId: "readErasure",
        tags,
        summary: "What became of an erasure",
        description:
          "By the identifier of its receipt, without the instance ID. It says nothing about the instance.",
        requestParams: {
          path: z.object({ id: z.string().meta({ description: "Identifier of a receipt." }) }),
        },
        responses: {
          "200": json("The receipt.", receiptJsonSchema, "ErasureReceipt"),
          "404": denial(["unknown_receipt"]),
        },
        "x-codeSamples": [
          {
            lang: "Shell",
            label: "curl",
            source: `curl ${baseUrl}/api/v1/erasures/$RECEIPT`,
          },
        ],
      },
    },
  };
}

/** The denials that every call about an instance can meet, and others. */
function denials(more: readonly AccessReason[] = []): AccessAnswers {
  return answersOf(["unauthorized", "unknown_instance", "too_many_look_ups", ...more]);
}
