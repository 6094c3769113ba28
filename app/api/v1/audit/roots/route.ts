import { answering } from "@/app/_shared/answering";
import { dataResponse, preflight } from "@/app/_shared/dataResponse";
import { openHeaders } from "@/lib/http/headers";
import { readAuditRoots } from "@/lib/organizations/audit/checkpoints/readCheckpoints";
import { getServices } from "@/lib/services";

/** One signed hash a day over the checkpoints of all audit logs. */
export function GET(request: Request): Promise<Response> {
  return answering(async () => {
    const roots = await readAuditRoots((await getServices()).database);
    return dataResponse(request, { body: JSON.stringify({ roots }), contentType: "application/json" });
  }, openHeaders);
}

export { preflight as OPTIONS };
