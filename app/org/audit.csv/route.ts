import { auditResponse } from "../auditResponse";

export const dynamic = "force-dynamic";

/** The audit log as a table. */
export function GET(): Promise<Response> {
  return auditResponse("csv");
}
