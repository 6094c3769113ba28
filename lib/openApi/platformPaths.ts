import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { type EngineCall, engineCalls, exampleBody } from "../catalogue";
import type { ProblemName } from "../http/problems";
import { isPlatformCall, type PlatformCallName } from "../ingest/calls";
import { callProblems, kibibytes } from "./ingestPaths";
import { operation, quotedText } from "./operation";
import type { OperationId } from "./operationIds";

/** The header by which engines are known. */
export const orgKeyScheme = {
  type: "apiKey",
  in: "header",
  name: "Org-Key",
  description: "A key of the organization. Engines have it in `platform.orgKey`.",
} as const;

/** The header by which an engine's access token comes. */
export const engineTokenScheme = {
  type: "apiKey",
  in: "header",
  name: "Access-Token",
  description: "An access token of the organization. Engines have it in `platform.accessToken`.",
} as const;

const idOf: Record<PlatformCallName, OperationId> = {
  dblab_token_check: "checkToken",
  dblab_instance_register: "registerInstance",
  telemetry_usage: "reportUsage",
  dblab_session_start: "startObservation",
  dblab_session_stop: "stopObservation",
  dblab_session_upload_log: "uploadObservationLog",
  dblab_session_upload_artifact: "uploadObservationArtifact",
};

interface Access {
  readonly security?: readonly Record<string, string[]>[];
  readonly denials: readonly ProblemName[];
}

const access: Record<EngineCall["credentials"], Access> = {
  none: { denials: [] },
  "access token": { denials: ["unknown_access_token", "rate_limited_calls"] },
  "org key": {
    security: [{ orgKey: [] }],
    denials: ["unknown_org_key", "instance_of_another", "rate_limited_calls"],
  },
  "org key or access token": {
    security: [{ orgKey: [] }, { engineToken: [] }],
    denials: ["unknown_org_key", "unknown_access_token", "rate_limited_calls"],
  },
};

/** What only a body that is looked at can meet. */
const ofBodies: readonly ProblemName[] = [
  "invalid_json",
  "hostile_json",
  "invalid_request",
  "unsupported_encoding",
];

/** The calls of engines that have an organization's key or token; behind `/api/general` they are the same. */
export function platformPaths(baseUrl: string): ZodOpenApiPathsObject {
  return Object.fromEntries(
    engineCalls.flatMap((call) =>
      isPlatformCall(call.name)
        ? [[`/api/rpc/${call.name}`, { post: operationOf(call, idOf[call.name], baseUrl) }]]
        : [],
    ),
  );
}

function operationOf(call: EngineCall, operationId: OperationId, baseUrl: string): ZodOpenApiOperationObject {
  const { title, sentWhen, why, kept, credentials, isBodyRead, example } = call;
  const { security, denials } = access[credentials];
  const header = security === undefined ? "" : ` \\\n  -H "Org-Key: $DBLAB_ORG_KEY"`;
  const path = `/api/rpc/${call.name}`;
  const mediaType = typeof example === "string" ? "text/csv" : "application/json";
  const form = isBodyRead ? "UTF-8" : "Read past, whatever it is";
  return operation({
    operationId,
    summary: title,
    description: `${sentWhen} ${why} Kept: ${kept}`,
    tag: "Engines of the paid editions",
    ...(security === undefined ? {} : { security: [...security] }),
    requestBody: {
      required: true,
      description: `${form}, at most ${kibibytes(path)} KiB. A Content-Type is not required.`,
      content: { [mediaType]: { schema: call.body, example } },
    },
    found: {
      "200": {
        description: "What the engine needs.",
        content: { "application/json": { schema: call.answer, example: call.answered } },
      },
    },
    problems: [
      ...denials,
      ...callProblems.filter((name) => isBodyRead || !ofBodies.includes(name)),
      "upstream_unavailable",
    ],
    shell: `curl -i ${baseUrl}${path}${header} \\\n  -d ${quotedText(exampleBody(call))}`,
  });
}
