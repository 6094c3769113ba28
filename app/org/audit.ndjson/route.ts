import { auditResponse } from "../auditResponse";

/** The audit log as NDJSON. */
export function GET(): Promise<Response> {
  return auditResponse("ndjson");
}
