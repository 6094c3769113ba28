import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from "zod-openapi";
import { timelineJsonSchema } from "../instances/timeline/eventJson";
import { organizationJsonSchema } from "../organizations/account/organizationJson";
import { auditJsonSchema, auditPageEntries } from "../organizations/audit/auditJson";
import { checkpointsJsonSchema } from "../organizations/audit/checkpoints/checkpointsJson";
import { Before } from "../organizations/audit/readAudit";
import { grantsJsonSchema } from "../organizations/grants/grantsJson";
import { instancesJsonSchema } from "../organizations/links/instancesJson";
import { AfterId, AfterNumber, AfterUsage } from "../organizations/rules/after";
import { usageJsonSchema } from "../organizations/usage/usageJson";
import { defaultMonths, Months } from "../organizations/usage/usageMonths";
import { json } from "./answers";
import { exportFile, exportQuery, timelineQuery } from "./instancePaths";
import { faults, operation } from "./operation";

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
  readonly operationId: string;
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
    summary: "The organization",
    description: "Whose access token it is, with its plan and the state of its billing.",
    found: json("The organization.", organizationJsonSchema, "Organization"),
  },
  "/api/v1/org/instances": {
    operationId: "listOrganizationInstances",
    summary: "Its instances",
    description: "Every instance that registered or sent an event with a key of the organization.",
    found: json("A page of instances.", instancesJsonSchema, "OrganizationInstances"),
    parameters: { query: afterQuery(AfterNumber) },
  },
  "/api/v1/org/instances/{number}/events": {
    operationId: "readOrganizationInstanceEvents",
    summary: "What one of them sent",
    description: "Every event as it is kept, newest first, a page at a time.",
    found: json("A page of events.", timelineJsonSchema, "Timeline"),
    parameters: { path: numberPath, query: timelineQuery },
    query: "?limit=20",
  },
  "/api/v1/org/instances/{number}/export": {
    operationId: "exportOrganizationInstance",
    summary: "Everything that is stored of one of them",
    description: "The same files as `/api/v1/instance/export` makes.",
    found: exportFile,
    parameters: { path: numberPath, query: exportQuery },
    query: "?form=json",
  },
  "/api/v1/org/usage": {
    operationId: "readOrganizationUsage",
    summary: "What they used",
    description: "vCPU-hours, memory and data by month and instance, from the hourly reports of engines.",
    found: json("A page of usage.", usageJsonSchema, "OrganizationUsage"),
    parameters: { query: monthsQuery.extend(afterQuery(AfterUsage).shape) },
    query: "?months=3",
  },
  "/api/v1/org/audit": {
    operationId: "readOrganizationAudit",
    summary: "Who did what",
    description: `The audit log, newest first, ${auditPageEntries} entries a page, each look of support included.`,
    found: json("A page of the log.", auditJsonSchema, "AuditLog"),
    parameters: { query: auditQuery },
  },
  "/api/v1/org/audit/checkpoints": {
    operationId: "readOrganizationAuditCheckpoints",
    summary: "What was signed of the audit log",
    description:
      "How long the log was and its last hash, signed (Ed25519): now, and of each day. Kept, they show whether a later log begins with the same entries; `npm run admin -- audit verify` compares the files without this service.",
    found: json("The checkpoints.", checkpointsJsonSchema, "AuditCheckpoints"),
  },
  "/api/v1/org/grants": {
    operationId: "listOrganizationGrants",
    summary: "What support may look at",
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
