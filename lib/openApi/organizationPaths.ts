import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from "zod-openapi";
import { timelineJsonSchema } from "../instances/timeline/eventJson";
import { organizationJsonSchema } from "../organizations/account/organizationJson";
import { auditJsonSchema, auditPageEntries } from "../organizations/audit/auditJson";
import { checkpointsJsonSchema } from "../organizations/audit/checkpoints/checkpointsJson";
import { Before } from "../organizations/audit/readAudit";
import { Month } from "../organizations/billing/month";
import { statementsJsonSchema } from "../organizations/billing/readStatements";
import { usageDocumentSchema } from "../organizations/billing/usageDocument";
import { grantsJsonSchema } from "../organizations/grants/grantsJson";
import { instancesJsonSchema } from "../organizations/links/instancesJson";
import { AfterId, AfterNumber, AfterUsage } from "../organizations/rules/after";
import { StreamCursor, streamLineSchema } from "../organizations/stream/readStream";
import { usageJsonSchema } from "../organizations/usage/usageJson";
import { defaultMonths, Months } from "../organizations/usage/usageMonths";
import { json } from "./answers";
import { exportFile, exportQuery, timelineQuery } from "./instancePaths";
import { faults, operation } from "./operation";
import type { OperationId } from "./operationIds";

/** The group of these operations. */
export const organizationTag = {
  name: "An organization's instances",
  description:
    "For customers of the paid editions, with an access token of the organization, which its pages at /org issue. What is done with it is in the organization's audit log where it changes something; reading is not.",
} as const;

/** An access token of an organization as a bearer token. */
export const accessTokenScheme = {
  type: "http",
  scheme: "bearer",
  description: "An access token of an organization, as `/org/tokens` issues it.",
} as const;

const numberPath = z.object({
  number: z.int().meta({ description: "Number of the instance, as /api/v1/org/instances says it." }),
});

const monthsQuery = z.object({
  months: Months.optional().meta({
    description: `How many months back, the running one included. ${defaultMonths} where it is not given.`,
  }),
});

const monthQuery = z.object({
  month: Month.optional().meta({ description: "UTC month, `YYYY-MM`; this or `statement` is given." }),
  statement: z.int().min(1).optional().meta({ description: "The number of a statement." }),
});

const streamQuery = z.object({
  after: StreamCursor.optional().meta({
    description: "The cursor of a line; from the beginning without it.",
  }),
});

const afterQuery = (schema: z.ZodType) =>
  z.object({
    after: schema.optional().meta({ description: "Where the page begins: `next` of the page before." }),
  });

const auditQuery = z.object({
  before: Before.optional().meta({
    description: "Only entries with a lower number: `older` of the page before.",
  }),
});

interface Call {
  readonly operationId: OperationId;
  readonly summary: string;
  readonly description: string;
  readonly found: ZodOpenApiResponseObject;
  readonly parameters?: ZodOpenApiOperationObject["requestParams"];
  /** How the sample's address goes on after the path. */
  readonly query?: string;
}

/** The operations for whoever has an access token of an organization. */
export function organizationPaths(baseUrl: string): ZodOpenApiPathsObject {
  return Object.fromEntries(
    Object.entries(calls).map(([path, call]) => [path, { get: operationOf(baseUrl, path, call) }]),
  );
}

const calls: Readonly<Record<string, Call>> = {
  "/api/v1/org": {
    operationId: "readOrganization",
    summary: "Get the organization",
    description: "Whose access token it is, with its plan and the state of its billing.",
    found: json("The organization.", organizationJsonSchema, "Organization"),
  },
  "/api/v1/org/instances": {
    operationId: "listOrganizationInstances",
    summary: "List its instances",
    description: "Every instance that registered or sent an event with a key of the organization.",
    found: json("A page of instances.", instancesJsonSchema, "OrganizationInstances"),
    parameters: { query: afterQuery(AfterNumber) },
  },
  "/api/v1/org/instances/{number}/events": {
    operationId: "readOrganizationInstanceEvents",
    summary: "List the events of one instance",
    description: "Every event as it is kept, newest first, a page at a time.",
    found: json("A page of events.", timelineJsonSchema, "Timeline"),
    parameters: { path: numberPath, query: timelineQuery },
    query: "?limit=20",
  },
  "/api/v1/org/instances/{number}/export": {
    operationId: "exportOrganizationInstance",
    summary: "Export one instance",
    description: "The same files as `/api/v1/instance/export` makes.",
    found: exportFile,
    parameters: { path: numberPath, query: exportQuery },
    query: "?form=json",
  },
  "/api/v1/org/usage": {
    operationId: "readOrganizationUsage",
    summary: "List usage by month",
    description: "vCPU-hours, memory and data by month and instance, from the hourly reports of engines.",
    found: json("A page of usage.", usageJsonSchema, "OrganizationUsage"),
    parameters: { query: monthsQuery.extend(afterQuery(AfterUsage).shape) },
    query: "?months=3",
  },
  "/api/v1/org/usage/month": {
    operationId: "readOrganizationUsageMonth",
    summary: "What they used in a month",
    description:
      "By project and instance with its sums, as the page prints it: a month as it stands now, or with `statement` one that was made of it. What a statement answers has the SHA-256 that the list of statements and the audit log say. Decimals are texts.",
    found: json("The month.", usageDocumentSchema, "UsageMonth"),
    parameters: { query: monthQuery },
    query: "?month=2026-10",
  },
  "/api/v1/org/statements": {
    operationId: "listOrganizationStatements",
    summary: "Its statements",
    description: "What was billed, month by month. A correction is a statement that names the one before.",
    found: json("The statements.", statementsJsonSchema, "Statements"),
  },
  "/api/v1/org/stream": {
    operationId: "readOrganizationStream",
    summary: "Everything, line by line",
    description:
      "The audit log and the events of its instances as NDJSON for a SIEM, oldest first, a part at a time: the last line is `end` and says whether there is more. Each line has a cursor to go on from, so that each entry and each event is read once, however reading ended. Events are there within a minute; those from before this call was made are not.",
    found: {
      description: "An object a line.",
      content: { "application/x-ndjson": { schema: streamLineSchema } },
    },
    parameters: { query: streamQuery },
  },
  "/api/v1/org/audit": {
    operationId: "readOrganizationAudit",
    summary: "List audit log entries",
    description: `The audit log, newest first, ${auditPageEntries} entries a page, each look of support included.`,
    found: json("A page of the log.", auditJsonSchema, "AuditLog"),
    parameters: { query: auditQuery },
  },
  "/api/v1/org/audit/checkpoints": {
    operationId: "readOrganizationAuditCheckpoints",
    summary: "List audit log checkpoints",
    description:
      "How long the log was and its last hash, signed (Ed25519): now, and of each day. Kept, they show whether a later log begins with the same entries; `npm run admin -- audit verify` compares the files without this service.",
    found: json("The checkpoints.", checkpointsJsonSchema, "AuditCheckpoints"),
  },
  "/api/v1/org/grants": {
    operationId: "listOrganizationGrants",
    summary: "List grants for support",
    description: "Grants for support, those that are over included.",
    found: json("A page of grants.", grantsJsonSchema, "SupportGrants"),
    parameters: { query: afterQuery(AfterId) },
  },
};

function operationOf(baseUrl: string, path: string, call: Call): ZodOpenApiOperationObject {
  const { found, parameters, query = "", ...words } = call;
  const address = `${baseUrl}${path.replace("{number}", "1")}${query}`;
  return operation({
    ...words,
    tag: organizationTag.name,
    security: [{ accessToken: [] }],
    ...(parameters === undefined ? {} : { requestParams: parameters }),
    found: { "200": found },
    problems: [
      "no_access_token",
      "wrong_token",
      "too_many_sign_ins",
      ...faults,
      ...(parameters === undefined ? [] : (["invalid_parameter"] as const)),
      ...(path.includes("{number}") ? (["unknown_number"] as const) : []),
    ],
    shell: `curl '${address}' \\\n  -H "Authorization: Bearer $DBLAB_ACCESS_TOKEN"`,
  });
}
