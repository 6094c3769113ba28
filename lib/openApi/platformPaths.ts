import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import type { ProblemName } from "../http/problems";
import type { PlatformCallName } from "../ingest/calls";
import { platformBodies } from "../organizations/engines/platformCalls";
import { plans } from "../organizations/rules/plan";
import { callProblems, kibibytes } from "./ingestPaths";
import { type Described, operation, quoted } from "./operation";

/** The header by which engines are known. */
export const orgKeyScheme = {
  type: "apiKey",
  in: "header",
  name: "Org-Key",
  description: "A key of the organization. Engines have it in `platform.orgKey`.",
} as const;

interface Call extends Pick<Described, "summary" | "description"> {
  readonly operationId: string;
  readonly example: object;
  readonly answer: z.ZodType;
  readonly answered: object;
  readonly needsKey: boolean;
  readonly denials: readonly ProblemName[];
}

const calls: Record<PlatformCallName, Call> = {
  dblab_instance_register: {
    operationId: "registerInstance",
    summary: "Link an instance to its organization",
    description:
      "What an engine with an Org-Key calls at its start. The first organization keeps the instance; the names of projects are its own.",
    example: { selfassigned_instance_id: "c000000000000000000g", project_name: "staging" },
    answer: z.object({
      id: z.int().meta({ description: "Number of the instance." }),
      project_id: z.int().meta({ description: "Number of the project; 0 without one." }),
      selfassigned_instance_id: z.string(),
      plan: z.enum(plans),
      created_at: z.iso.datetime().meta({ description: "When it was linked." }),
    }),
    answered: {
      id: 12,
      project_id: 3,
      selfassigned_instance_id: "c000000000000000000g",
      plan: "standard",
      created_at: "2026-11-25T10:00:00.000Z",
    },
    needsKey: true,
    denials: ["unknown_org_key", "instance_of_another"],
  },
  telemetry_usage: {
    operationId: "reportUsage",
    summary: "Report usage",
    description:
      "What an engine with an Org-Key calls at its start and every hour. Of several reports in an hour (UTC) the last counts.",
    example: {
      selfassigned_instance_id: "c000000000000000000g",
      event_data: { cpu: 8, total_memory: 33_540_153_344, data_size: 734_003_200_123 },
    },
    answer: z.object({
      result: z.literal("ok"),
      billing_active: z.boolean().meta({ description: "Whether the organization's billing is active." }),
      recognized_org: z.object({ id: z.int(), name: z.string(), alias: z.string() }),
    }),
    answered: {
      result: "ok",
      billing_active: true,
      recognized_org: { id: 1, name: "Acme", alias: "acme" },
    },
    needsKey: true,
    denials: ["unknown_org_key", "instance_of_another"],
  },
  dblab_token_check: {
    operationId: "checkToken",
    summary: "Check an access token",
    description:
      "What an engine calls at its start where it has an access token, and for tokens of its users.",
    example: { token: "dlet_…" },
    answer: z.object({
      org_id: z.int().meta({ description: "The token's organization." }),
      is_personal: z.boolean().meta({ description: "Whether it stands for a person." }),
    }),
    answered: { org_id: 1, is_personal: true },
    needsKey: false,
    denials: ["unknown_access_token"],
  },
};

/** The calls of engines that have an organization's key or token; behind `/api/general` they are the same. */
export function platformPaths(baseUrl: string): ZodOpenApiPathsObject {
  const names = Object.keys(calls) as PlatformCallName[];
  return Object.fromEntries(names.map((name) => [`/api/rpc/${name}`, { post: operationOf(name, baseUrl) }]));
}

function operationOf(name: PlatformCallName, baseUrl: string): ZodOpenApiOperationObject {
  const { example, answer, answered, needsKey, denials, ...words } = calls[name];
  const header = needsKey ? ` \\\n  -H "Org-Key: $DBLAB_ORG_KEY"` : "";
  const path = `/api/rpc/${name}`;
  return operation({
    ...words,
    tag: "Engines of the paid editions",
    ...(needsKey ? { security: [{ orgKey: [] }] } : {}),
    requestBody: {
      required: true,
      description: `UTF-8, at most ${kibibytes(path)} KiB. A Content-Type is not required.`,
      content: { "application/json": { schema: platformBodies[name], example } },
    },
    found: {
      "200": {
        description: "What the engine needs.",
        content: { "application/json": { schema: answer, example: answered } },
      },
    },
    problems: [...denials, ...callProblems],
    shell: `curl -i ${baseUrl}${path}${header} \\\n  -d ${quoted(example)}`,
  });
}
