import { auditResponse } from "../auditResponse";

/** The audit log as a table. */
export function GET(): Promise<Response> {
  return auditResponse("csv");
}
