import { readAudit } from "@/lib/organizations/audit/audit";
import { auditPageEntries, toAuditJson } from "@/lib/organizations/organizationJson";
import { getServices } from "@/lib/services";
import { privateJson, refusedAccess } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

export const dynamic = "force-dynamic";

/** The organization's audit log, newest first, a page at a time. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ id }) => {
    const text = new URL(request.url).searchParams.get("before");
    if (text !== null && !/^\d{1,9}$/.test(text)) {
      return refusedAccess("invalid_request", { message: "before must be the number of an entry" });
    }
    const { database } = (await getServices()).organizations;
    const before = text === null ? null : Number(text);
    return privateJson(toAuditJson(await readAudit(database, id, { before, limit: auditPageEntries })));
  });
}
