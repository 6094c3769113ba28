import { toUsageJson } from "@/lib/organizations/organizationJson";
import { readUsage } from "@/lib/organizations/usage/readUsage";
import { monthsProblem, parseMonths } from "@/lib/organizations/usage/usageMonths";
import { getServices } from "@/lib/services";
import { privateJson, refusedAccess } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

export const dynamic = "force-dynamic";

/** What the organization's instances used, by month. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ id }) => {
    const months = parseMonths(new URL(request.url).searchParams.get("months"));
    if (months === null) return refusedAccess("invalid_request", { message: monthsProblem });
    const { database, now } = (await getServices()).organizations;
    return privateJson(toUsageJson(await readUsage(database, id, { months, now: now() }), months));
  });
}
