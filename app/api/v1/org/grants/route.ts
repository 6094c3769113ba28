import { listGrants } from "@/lib/organizations/grants/grants";
import { toGrantsJson } from "@/lib/organizations/organizationJson";
import { getServices } from "@/lib/services";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

export const dynamic = "force-dynamic";

/** What support may look at, or could. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ id }) => {
    const { database, now } = (await getServices()).organizations;
    return privateJson(toGrantsJson(await listGrants(database, id, { now: now() })));
  });
}
