import { isForExcel } from "@/app/_shared/isForExcel";
import { csvForExcel } from "@/lib/words/csvForExcel";
import { auditResponse } from "../auditResponse";

/** The audit log as a table. */
export function GET(request: Request): Promise<Response> {
  return auditResponse("csv", isForExcel(request) ? csvForExcel : undefined);
}
