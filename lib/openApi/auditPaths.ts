import type { ZodOpenApiPathsObject } from "zod-openapi";
import { auditKeyJsonSchema, auditRootsJsonSchema } from "../organizations/audit/checkpoints/checkpointsJson";
import { json } from "./answers";
import { faults, operation } from "./operation";

const tag = "Operating";

/** What everybody may see of audit logs. */
export function auditPaths(baseUrl: string): ZodOpenApiPathsObject {
  return {
    "/api/v1/audit/key": {
      get: operation({
        operationId: "readAuditKey",
        tag,
        summary: "Get the public key of audit logs",
        description: "With it the signatures of checkpoints of audit logs are checked.",
        found: { "200": json("The public key.", auditKeyJsonSchema, "AuditKey") },
        problems: [],
        shell: `curl ${baseUrl}/api/v1/audit/key`,
      }),
    },
    "/api/v1/audit/roots": {
      get: operation({
        operationId: "listAuditRoots",
        tag,
        summary: "List published audit roots",
        description:
          "One signed hash a day over the checkpoints of all organizations. It does not tell which or how many there are; an organization that has its own checkpoint can show that it is in it. Who keeps these can tell if a day's checkpoints were ever made again.",
        found: { "200": json("The roots.", auditRootsJsonSchema, "AuditRoots") },
        problems: faults,
        shell: `curl ${baseUrl}/api/v1/audit/roots`,
      }),
    },
  };
}
