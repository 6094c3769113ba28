import { refused } from "@/app/_shared/privateResponse";
import { readErasure } from "@/lib/instances/erasure/readErasure";
import type { OpenInstance } from "@/lib/instances/lookUp/lookUp";
import { readLinkedInstance } from "@/lib/organizations/links/listLinkedInstances";
import { withOrganization } from "./withOrganization";

/** The same as `withOrganization` for one of its instances, by its number. One that is erased is not there. */
export function withOrganizationInstance(
  request: Request,
  number: string,
  answer: (instance: OpenInstance) => Promise<Response>,
): Promise<Response> {
  return withOrganization(request, async ({ context, organizationId }) => {
    const instance = await readLinkedInstance(context, { organizationId, number });
    const isThere = instance !== null && (await readErasure(context, instance))?.kind !== "hidden";
    if (!isThere) return refused("unknown_number");
    return answer({ instanceId: instance.instanceId, key: instance.key, isExample: false });
  });
}
