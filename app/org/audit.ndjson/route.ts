import { auditResponse } from "../auditResponse";

export const dynamic = "force-dynamic";

/** The audit log as NDJSON. */
export function GET(): Promise<Response> {
  return auditResponse("ndjson");
}
