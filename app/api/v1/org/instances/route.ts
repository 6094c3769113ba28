import { listInstances } from "@/lib/organizations/instances/linkedInstances";
import { toInstancesJson } from "@/lib/organizations/organizationJson";
import { getServices } from "@/lib/services";
import { privateJson } from "../../../../_shared/privateResponse";
import { withOrganization } from "../withOrganization";

export const dynamic = "force-dynamic";

/** The organization's instances. */
export function GET(request: Request): Promise<Response> {
  return withOrganization(request, async ({ id }) => {
    const { database } = (await getServices()).organizations;
    return privateJson(toInstancesJson(await listInstances(database, id)));
  });
}
