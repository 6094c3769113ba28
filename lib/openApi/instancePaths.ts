import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { believedHours, exampleInstanceIds } from "../catalogue";
import type { ProblemName } from "../http/problems";
import { instanceStatisticsJsonSchema } from "../instances/compare/types";
import { undoDays } from "../instances/erasure/eraseInstance";
import { erasureRequestSchema, undoneJsonSchema } from "../instances/erasure/erasureJson";
import { receiptJsonSchema } from "../instances/erasure/receipt";
import { type ExportForm, exportForms } from "../instances/export/exportForms";
import { historyJsonSchema } from "../instances/history/history";
import { nowJsonSchema } from "../instances/now/instanceNow";
import { timelineJsonSchema } from "../instances/timeline/eventJson";
import {
  defaultPageEvents,
  maximumPageEvents,
  type timelineParametersSchema,
} from "../instances/timeline/parseTimelineQuery";
import { json, text } from "./answers";
import { type Described, faults, operation } from "./operation";

const tag = "Looking at one instance";

const timelineDescriptions: Record<keyof typeof timelineParametersSchema.shape, string> = {
  types: "Event types, separated by commas. All where it is not given.",
  before:
    "Only events older than this: `older` of a page, a time with its zone, a day (with all of that day), or a minute in UTC such as `2026-11-23T14:00`.",
  after: "Only events newer than this: `newer` of a page, a time with its zone, a day, or a minute in UTC.",
  limit: `Events of a page, 1 to ${maximumPageEvents}. ${defaultPageEvents} where it is not given.`,
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
  for: z.literal("excel").optional().meta({
    description: "A table with a byte order mark, and without the lines before its header.",
  }),
  form: z
    .enum(forms)
    .optional()
    .meta({ description: `One of ${forms.join(", ")}. \`ndjson\` where it is not given.` }),
});

/** An export's file. */
export const exportFile = text(
  "The file, made while it is read.",
  Object.values(exportForms).map(({ contentType }) => contentType),
);

/** The instance ID as a bearer token: in a header, since addresses end up in logs. */
export const instanceIdScheme = {
  type: "http",
  scheme: "bearer",
  description: "The instance ID, as an engine shows it at `GET /healthz` (3.4 and newer) and in its log.",
} as const;

/** What every call about an instance can meet. */
const problems: readonly ProblemName[] = ["unauthorized", "unknown_instance", "too_many_look_ups", ...faults];

const receipt = json("The receipt.", receiptJsonSchema, "ErasureReceipt");

/** The operations for whoever knows an instance's ID. */
export function instancePaths(baseUrl: string): ZodOpenApiPathsObject {
  const call = (described: Omit<Described, "tag">) =>
    operation({ tag, security: [{ instanceId: [] }], ...described });
  const read = (
    path: string,
    { query = "", also = [], ...described }: Omit<Described, "tag" | "problems" | "shell"> & Reading,
  ) => ({
    [`/api/v1/instance${path}`]: {
      get: call({
        ...described,
        problems: [...problems, ...also],
        shell: `curl ${path.endsWith("live") ? "-N " : ""}'${baseUrl}/api/v1/instance${path}${query}' \\\n  -H 'Authorization: Bearer ${exampleInstanceIds[0]}'`,
      }),
    },
  });
  return {
    ...read("", {
      operationId: "readInstance",
      summary: "Get an instance",
      description: "From its latest start and its roll-ups.",
      found: { "200": json("The instance.", nowJsonSchema, "Instance") },
    }),
    ...read("/events", {
      operationId: "readInstanceEvents",
      summary: "List the events of an instance",
      description:
        "Every event as it is kept, newest first, a page at a time. Names of fields that were sent and are not kept are in `left_out`; what they held was never stored.",
      requestParams: { query: timelineQuery },
      query: "?types=clone_created,clone_reset&limit=20",
      found: { "200": json("A page of events.", timelineJsonSchema, "Timeline") },
      also: ["invalid_parameter"],
    }),
    ...read("/events/live", {
      operationId: "watchInstanceEvents",
      summary: "Watch events as they are stored",
      description:
        `Server-sent events: \`event: event\`, and an event of the timeline in \`data\`. One that is more than ${believedHours} hours old when it is received is history, and comes with the timeline only. ` +
        "With `Last-Event-ID`, what came since is sent first. The last events before can come again then: the same event has the same `id` in its `data`.",
      found: { "200": text("Goes on until it is closed.", ["text/event-stream"]) },
      also: ["too_many_watchers"],
    }),
    ...read("/history", {
      operationId: "readInstanceHistory",
      summary: "Get the history of an instance",
      description:
        "Clones, resets, clone times, pool use, alerts by period, and how long it ran before its latest stops.",
      found: { "200": json("The history.", historyJsonSchema, "InstanceHistory") },
    }),
    ...read("/statistics", {
      operationId: "readInstanceStatistics",
      summary: "Compare an instance with published statistics",
      description:
        "Its own values beside published ones, and for each statistic whether it is counted, in which class, and if not why.",
      found: {
        "200": json(
          "The statistics, seen from the instance.",
          instanceStatisticsJsonSchema,
          "InstanceStatistics",
        ),
      },
    }),
    ...read("/export", {
      operationId: "exportInstance",
      summary: "Export an instance",
      description:
        "Begins with a manifest that explains every field, and ends with counts, by which a file that was cut off is recognized. Text that a spreadsheet would take for a formula begins with an apostrophe.",
      requestParams: { query: exportQuery },
      query: "?form=json",
      found: { "200": exportFile },
      also: ["invalid_parameter"],
    }),
    "/api/v1/instance/erasure": {
      post: call({
        operationId: "eraseInstance",
        summary: "Delete the data of an instance",
        description: `Hides the instance at once, everywhere, and purges it after ${undoDays} days. Closed periods of the statistics stay: they hold no instance.`,
        requestBody: {
          required: true,
          description: "The instance ID once more, so that nothing is erased by mistake.",
          content: {
            "application/json": {
              schema: erasureRequestSchema.meta({ id: "ErasureRequest", title: "ErasureRequest" }),
            },
          },
        },
        found: { "202": receipt },
        problems: [...problems, "invalid_parameter", "not_erasable"],
        shell: `curl -X POST ${baseUrl}/api/v1/instance/erasure \\\n  -H "Authorization: Bearer $DBLAB_INSTANCE_ID" \\\n  --json "{\\"confirm\\":\\"$DBLAB_INSTANCE_ID\\"}"`,
      }),
      delete: call({
        operationId: "undoErasure",
        summary: "Undo a deletion",
        description:
          "While it is hidden, the instance is there again with everything its engine sent meanwhile. Once it is purged, its events are taken again where they were refused.",
        found: { "200": json("What was undone.", undoneJsonSchema, "UndoneErasure") },
        problems,
        shell: `curl -X DELETE ${baseUrl}/api/v1/instance/erasure \\\n  -H "Authorization: Bearer $DBLAB_INSTANCE_ID"`,
      }),
    },
    "/api/v1/erasures/{id}": {
      get: operation({
        tag,
        operationId: "readErasure",
        summary: "Get the receipt of a deletion",
        description:
          "By the identifier of its receipt, without the instance ID. It says nothing about the instance.",
        requestParams: {
          path: z.object({ id: z.string().meta({ description: "Identifier of a receipt." }) }),
        },
        found: { "200": receipt },
        problems: ["unknown_receipt", ...faults],
        shell: `curl ${baseUrl}/api/v1/erasures/$RECEIPT`,
      }),
    },
  };
}

interface Reading {
  /** How the sample's address goes on after the path. */
  readonly query?: string;
  /** Problems beside those of every call. */
  readonly also?: readonly ProblemName[];
}
