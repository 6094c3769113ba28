import { auditPageEntries, toAuditJson } from "@/lib/organizations/audit/auditJson";
import { readAudit } from "@/lib/organizations/audit/readAudit";
import { orRefused } from "../../../../_shared/orProblem";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

/** The organization's audit log, newest first, a page at a time. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ context, organizationId }) => {
    const before = new URL(request.url).searchParams.get("before");
    return orRefused(async () =>
      privateJson(toAuditJson(await readAudit(context, { organizationId, before, limit: auditPageEntries }))),
    );
  });
}
